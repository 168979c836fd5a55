namespace Weave.State;

/// <summary>When a chain of deltas is folded into a full checkpoint.</summary>
public sealed record StrandEncoderOptions
{
    /// <summary>The defaults.</summary>
    public static StrandEncoderOptions Default { get; } = new();

    /// <summary>At most this many deltas follow a full checkpoint.</summary>
    public int MaxDeltas { get; init; } = 16;

    /// <summary>A chain may hold this many times the bytes of the live state before it is folded.</summary>
    public double MaxChainRatio { get; init; } = 1.5;

    /// <summary>A chain of fewer bytes than this is not folded for its size.</summary>
    public int FreeChainBytes { get; init; } = 4096;
}
