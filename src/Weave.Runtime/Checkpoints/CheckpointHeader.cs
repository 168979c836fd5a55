namespace Weave.Checkpoints;

/// <summary>What a checkpoint says about itself, apart from the state in it.</summary>
public sealed record CheckpointHeader
{
    /// <summary>The run.</summary>
    public required string Run { get; init; }

    /// <summary>Hierarchical strand id inside the run: <c>0</c>, <c>0/3</c>.</summary>
    public required string Strand { get; init; }

    /// <summary>The epoch of the claim under which it was made.</summary>
    public required long Epoch { get; init; }

    /// <summary>Per strand, ascending; not negative.</summary>
    public required long Sequence { get; init; }

    /// <summary>Sequence of the checkpoint a delta builds on; -1 for a full one. The encoder sets it.</summary>
    public long Base { get; init; } = -1;

    /// <summary>Symbol numbers of the modules whose code made the frames.</summary>
    public IReadOnlyList<int> Modules { get; init; } = [];

    /// <summary>SHA-256 of values kept outside the envelope, in hexadecimal.</summary>
    public IReadOnlyList<string> Blobs { get; init; } = [];

    /// <summary>Resources the strand has used so far: symbol number of the name, amount.</summary>
    public IReadOnlyList<KeyValuePair<int, long>> Metrics { get; init; } = [];
}
