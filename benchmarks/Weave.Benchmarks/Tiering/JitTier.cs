namespace Weave.Benchmarks.Tiering;

/// <summary>How a method was compiled, as the runtime's own events number it.</summary>
public enum JitTier
{
    /// <summary>Not compiled yet, as far as was seen.</summary>
    None = 0,
    MinOpts = 1,
    FullOpts = 2,
    Tier0 = 3,
    Tier1 = 4,
    Tier1Osr = 5,
    Tier0Instrumented = 6,
    Tier1Instrumented = 7,
}
