namespace Weave.Storage;

/// <summary>What a store knows of a run without opening its checkpoints.</summary>
public sealed record RunRecord
{
    /// <summary>The run's id, chosen by the user or the hub.</summary>
    public required string Run { get; init; }

    /// <summary>Id of the root fragment function.</summary>
    public required string Function { get; init; }

    /// <summary>SHA-256 of the encoded arguments: the same id with other arguments is a conflict.</summary>
    public required BlobHash Arguments { get; init; }

    /// <summary>Where the run is in its life.</summary>
    public required RunState State { get; init; }

    /// <summary>Raised by each claim; commits of older epochs are fenced.</summary>
    public long Epoch { get; init; }

    /// <summary>The hub that holds the lease, or null.</summary>
    public string? Owner { get; init; }

    /// <summary>Claims since the last commit that made progress.</summary>
    public int Attempts { get; init; }

    /// <summary>Encoded result (Completed) or encoded failure (Failed, Cancelled, Quarantined); empty otherwise.</summary>
    public ReadOnlyMemory<byte> Outcome { get; init; }

    /// <summary>Which code may go on with it.</summary>
    public UpgradePolicy Upgrade { get; init; }

    /// <summary>The blob that holds the module the run is pinned to, or null. It is kept while the run is not over for good.</summary>
    public BlobHash? Module { get; init; }

    /// <summary>The module that started it, or null: what <see cref="Arguments"/> is a hash of depends on its layouts.</summary>
    public BlobHash? StartedBy { get; init; }

    /// <summary>What a hub must offer to run it, as far as the store keeps that.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>The span that started it, as a W3C <c>traceparent</c>, or null.</summary>
    public string? Trace { get; init; }

    /// <summary>When the run was created, by the store's clock.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When the record last changed, by the store's clock.</summary>
    public DateTimeOffset Updated { get; init; }
}
