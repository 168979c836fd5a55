namespace Weave.Storage;

/// <summary>
/// Where runs live: the one seam between the engine and durability. Each call is atomic; what it acknowledges survives the death of the process.
/// Everything that reaches a run is an <see cref="InboxMessage"/>.
/// </summary>
public interface IRunStore : IAsyncDisposable
{
    /// <summary>Whether this process owns the store's runs or only reads and appends.</summary>
    StoreAccess Access { get; }

    /// <summary>The number of a text (a module, a schema): the same text always gets the same number. It is durable before any later commit is.</summary>
    int Intern(string text);

    /// <summary>The text with this number, or null.</summary>
    string? Lookup(int number);

    /// <summary>Creates a run, idempotent by id: an existing run is returned as it is and nothing is written.</summary>
    ValueTask<(RunRecord Record, bool Created)> CreateAsync(NewRun run, CancellationToken cancel = default);

    /// <summary>Takes a runnable, unowned run for <paramref name="hub"/>: raises its epoch and its attempts since progress, durably. Null when it cannot be claimed. Owners only.</summary>
    ValueTask<RunClaim?> ClaimAsync(string run, string hub, TimeSpan lease, CancellationToken cancel = default);

    /// <summary>Extends the lease; false when the epoch is no longer the run's.</summary>
    ValueTask<bool> RenewAsync(string run, long epoch, TimeSpan lease, CancellationToken cancel = default);

    /// <summary>Gives the run back; nothing happens when the epoch is no longer the run's.</summary>
    ValueTask ReleaseAsync(string run, long epoch, CancellationToken cancel = default);

    /// <summary>Commits one batch: all of it or nothing, and only while its epoch is the run's. Calls made at the same time are grouped into one write to disk; batches of one run become durable in the order of the calls.</summary>
    ValueTask<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancel = default);

    /// <summary>Appends a message to a run's inbox: idempotent by (run, message id), needs no epoch, works from any process. Throws <see cref="RunNotFoundException"/>.</summary>
    ValueTask AppendAsync(InboxMessage message, CancellationToken cancel = default);

    /// <summary>The run's record alone, or null.</summary>
    ValueTask<RunRecord?> FindAsync(string run, CancellationToken cancel = default);

    /// <summary>Everything needed to go on with the run. Throws <see cref="RunNotFoundException"/>.</summary>
    ValueTask<StoredRun> LoadAsync(string run, CancellationToken cancel = default);

    /// <summary>The inbox messages of a run that are not consumed, oldest first.</summary>
    ValueTask<IReadOnlyList<InboxMessage>> InboxAsync(string run, CancellationToken cancel = default);

    /// <summary>Records that match, ordered by id.</summary>
    IAsyncEnumerable<RunRecord> QueryAsync(RunQuery query, CancellationToken cancel = default);

    /// <summary>Stores a value by its content; returns its SHA-256. Storing it twice keeps it once.</summary>
    ValueTask<BlobHash> PutBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancel = default);

    /// <summary>The content with this hash, verified, or null.</summary>
    ValueTask<ReadOnlyMemory<byte>?> GetBlobAsync(BlobHash hash, CancellationToken cancel = default);

    /// <summary>Completes when a run's record or inbox may have changed since <paramref name="seen"/>, by any process, with the version to pass next. May complete early.</summary>
    ValueTask<long> ChangedAsync(long seen, CancellationToken cancel = default);
}
