namespace Weave.Cluster.Tests.Capabilities;

/// <summary>A test that makes a library; skipped where there is no C compiler.</summary>
public sealed class CompilerFactAttribute : FactAttribute
{
    public CompilerFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(p => File.Exists(Path.Combine(p, "gcc"))))
            Skip = "There is no gcc.";
    }
}
