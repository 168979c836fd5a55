using Weave.Storage;

namespace Weave.Postgres;

/// <summary>How a <see cref="PostgresStore"/> works.</summary>
public sealed record PostgresStoreOptions
{
    /// <summary>The schema that holds its tables: small letters, digits and underscores. It is created when it is missing.</summary>
    public string Schema { get; init; } = "weave";

    /// <summary>Owner for a hub; client to create runs, read and append.</summary>
    public StoreAccess Access { get; init; } = StoreAccess.Owner;

    /// <summary>How long a call waits for a server that does not answer, restarts or fails over, before it fails with <see cref="StoreUnavailableException"/>.</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many groups of writes may be on their way at the same time, each on a connection of its own.</summary>
    public int Lanes { get; init; } = 4;

    /// <summary>How often the store is looked at while somebody waits for news, should a notification have been lost.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Runs that were completed, cancelled or terminated this long ago are deleted; null to keep them. Owners do it, in small batches. A run that failed can be resumed, so it is kept.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>The clock of the store in tests; null for the server's own.</summary>
    internal TimeProvider? Time { get; init; }

    internal ICrashPoints? CrashPoints { get; init; }
}
