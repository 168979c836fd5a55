namespace Weave.Transport.Listening;

/// <summary>The machine that this process runs on.</summary>
static class Machine
{
    const string Boot = "/proc/sys/kernel/random/boot_id";

    /// <summary>The same for all processes of one running kernel, and no others.</summary>
    internal static string Name { get; } = File.Exists(Boot) ? File.ReadAllText(Boot).Trim() : Environment.MachineName;
}
