namespace Weave;

/// <summary>When a hub takes its host to be short of memory: its strands are saved then, and it takes no more runs until it is over.</summary>
public sealed record PressureOptions
{
    /// <summary>Files in the format of the kernel's pressure stall information; those that are not there are left out. The machine's, and that of the control group of this process.</summary>
    public IReadOnlyList<string> Files { get; init; } = Cluster.MemoryPressure.DefaultFiles();

    /// <summary>The part of the time that something waited for memory, from which on it is pressure: of the last ten seconds, or since the last look.</summary>
    public double Threshold { get; init; } = 0.2;

    /// <summary>How often to look.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromMilliseconds(500);
}
