namespace Weave.State;

/// <summary>When a chain of deltas is folded into a full checkpoint.</summary>
public sealed record StrandEncoderOptions
{
    /// <summary>The defaults.</summary>
    public static StrandEncoderOptions Default { get; } = new();

    /// <summary>At most this many deltas follow a full checkpoint.</summary>
    public int MaxDeltas { get; init; } = 16;

    /// <summary>A chain may cost this many times what a full checkpoint costs to load, counted in bytes and checkpoints, before it is folded.</summary>
    public double MaxChainRatio { get; init; } = 1.5;

    /// <summary>A chain of fewer bytes than this is not folded for its size.</summary>
    public int FreeChainBytes { get; init; }

    /// <summary>
    /// What the encoder may keep to tell which blocks of a large array have changed, as a part of the array's size. A quarter is a hash for every 64 bytes; with less the blocks
    /// are larger, up to 4 KiB; below that, and with 0, an array that has changed is written whole.
    /// </summary>
    public double ShadowBudget { get; init; } = 0.25;

    /// <summary>Whether checkpoints are compressed where that pays: zstd, with a dictionary trained from the module's own checkpoints for small ones; Brotli where there is no libzstd.</summary>
    public bool Compress { get; init; }

    /// <summary>
    /// An object of more bytes than this is kept outside the checkpoint, as a blob that checkpoints and runs share: whoever encodes stores <see cref="StrandEncoder.TakeBlobs"/> before the checkpoint.
    /// <see cref="int.MaxValue"/> leaves everything in the checkpoint. A hub has its own default.
    /// </summary>
    public int BlobBytes { get; init; } = int.MaxValue;

    /// <summary>A state of more bytes than this is refused, with a <see cref="StateTooLargeException"/>.</summary>
    public long MaxCheckpointBytes { get; init; } = long.MaxValue;

    /// <summary>The clock that measures what compressing costs.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
