namespace Weave.Tool.Tests;

/// <summary>A test that needs the system's chromium: skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class ChromiumFactAttribute : FactAttribute
{
    public const string Path = "/usr/bin/chromium";

    public ChromiumFactAttribute()
    {
        if (!File.Exists(Path))
            Skip = "no chromium here: apt install chromium";
    }
}
