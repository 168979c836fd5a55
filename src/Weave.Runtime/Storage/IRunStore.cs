namespace Weave.Storage;

/// <summary>
/// Where runs live: the one seam between the engine and durability. Each call is atomic; what it acknowledges survives the death of the process.
/// Everything that reaches a run is an <see cref="InboxMessage"/>.
/// </summary>
/// <remarks>
/// <para>Safe for any number of threads. A write that has been queued is carried out: <c>cancel</c> is honoured before that, never after. Buffers handed in
/// must not change until the call has completed.</para>
/// <para>A run in a final state is owned by nobody and its commits are fenced. Completed, Cancelled and Terminated runs keep their record alone: checkpoints,
/// inbox and timers are dropped, and messages to them
/// are accepted without effect. Failed and Quarantined runs keep everything that their last commits left, and record messages; a
/// <see cref="MessageKind.Resume"/> makes them <see cref="RunState.Ready"/> again, with no attempts.</para>
/// <para>Ids are compared by their characters and ordered by their UTF-8 bytes. An id that is empty, longer than 1024 characters, contains NUL or is not
/// well-formed Unicode is an <see cref="ArgumentException"/>.</para>
/// <para>A write that fails throws (<see cref="StoreWriteException"/>, <see cref="StoreUnavailableException"/>, <see cref="CorruptStoreException"/>) and
/// leaves nothing behind that anybody can see.</para>
/// </remarks>
public interface IRunStore : IAsyncDisposable
{
    /// <summary>Whether this process owns the store's runs or only reads and appends.</summary>
    StoreAccess Access { get; }

    /// <summary>The number of a text (a module, a schema), 1 or more: the same text always gets the same number, in every process. It is durable before any
    /// later commit is; only a text that is new to the store waits for the disk.</summary>
    int Intern(string text);

    /// <summary>The text with this number, or null.</summary>
    string? Lookup(int number);

    /// <summary>Creates a run, idempotent by id: an existing run is returned as it is and nothing is written.</summary>
    ValueTask<(RunRecord Record, bool Created)> CreateAsync(NewRun run, CancellationToken cancel = default);

    /// <summary>Takes a runnable, unowned run for <paramref name="hub"/>: raises its epoch and its attempts since progress, durably. Null when it cannot be claimed:
    /// it is in a final state, or another hub's lease on it has not ended by the store's clock. A hub may claim its own run again, which fences its older
    /// claim. <see cref="Timeout.InfiniteTimeSpan"/> is a lease that ends with its owner.
    /// A new owner of an embedded store finds all runs unowned. Throws <see cref="RunNotFoundException"/>. Owners only.</summary>
    ValueTask<RunClaim?> ClaimAsync(string run, string hub, TimeSpan lease, CancellationToken cancel = default);

    /// <summary>Lets the lease end this long from now; false when the claim is over: released, fenced by a newer one, or the run is in a final state. Owners
    /// only.</summary>
    ValueTask<bool> RenewAsync(string run, long epoch, TimeSpan lease, CancellationToken cancel = default);

    /// <summary>Gives the run back, and with it the attempt that the claim counted: its process lived. Nothing happens when the claim is over. Owners only.</summary>
    ValueTask ReleaseAsync(string run, long epoch, CancellationToken cancel = default);

    /// <summary>Commits one batch: all of it or nothing, and only while its epoch is the run's. Calls made at the same time are grouped into one write to
    /// disk; batches of one run become durable in the order of the calls.
    /// When a batch throws, all later ones of its claim throw <see cref="StoreWriteException"/>, so that no batch is ever durable without the ones before it.
    /// A message to a run that does not exist is a <see cref="RunNotFoundException"/>;
    /// a checkpoint that does not extend its strand's chain, is an <see cref="ArgumentException"/>, a blob named that is not stored a <see cref="BlobMissingException"/>. Owners only.</summary>
    ValueTask<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancel = default);

    /// <summary>Appends a message to a run's inbox: idempotent by (run, message id), needs no epoch, works from any process. Throws
    /// <see cref="RunNotFoundException"/>.</summary>
    ValueTask AppendAsync(InboxMessage message, CancellationToken cancel = default);

    /// <summary>The run's record alone, or null. Throws <see cref="CorruptStoreException"/>, naming the run, when it cannot be read; other runs can be, still.</summary>
    ValueTask<RunRecord?> FindAsync(string run, CancellationToken cancel = default);

    /// <summary>Everything needed to go on with the run. Throws <see cref="RunNotFoundException"/>.</summary>
    ValueTask<StoredRun> LoadAsync(string run, CancellationToken cancel = default);

    /// <summary>The inbox messages of a run that are not consumed, oldest first.</summary>
    ValueTask<IReadOnlyList<InboxMessage>> InboxAsync(string run, CancellationToken cancel = default);

    /// <summary>The runs that have messages which are not consumed, or more of them; null when only each inbox can tell.</summary>
    ValueTask<IReadOnlyCollection<string>?> UnreadAsync(CancellationToken cancel = default) => new((IReadOnlyCollection<string>?)null);

    /// <summary>Records that match, ordered by id. Records that cannot be read are left out; when all others were delivered, a
    /// <see cref="CorruptStoreException"/> names the first of them.</summary>
    IAsyncEnumerable<RunRecord> QueryAsync(RunQuery query, CancellationToken cancel = default);

    /// <summary>Stores a value by its content; returns its SHA-256. Storing it twice keeps it once. A blob is kept while a stored checkpoint names it or a run
    /// that is not over for good is pinned to it, and for an hour by the store's clock after it was put or named last: time enough for the commit that names it.</summary>
    /// <param name="content">The bytes to keep.</param>
    /// <param name="name">The name it is found by, where that is not the hash of these bytes: the hash of what they hold encrypted, say. Null for their own.</param>
    /// <param name="cancel">Gives up before the write.</param>
    ValueTask<BlobHash> PutBlobAsync(ReadOnlyMemory<byte> content, BlobHash? name = null, CancellationToken cancel = default);

    /// <summary>The bytes stored under this name, or null. Throws <see cref="CorruptStoreException"/> when they are not those that were put.</summary>
    ValueTask<ReadOnlyMemory<byte>?> GetBlobAsync(BlobHash hash, CancellationToken cancel = default);

    /// <summary>Everything in the store that holds somebody's data: checkpoints, outcomes and messages run by run, then blobs. What cannot be read is delivered with
    /// its <see cref="StoredItem.Damage"/>. What is written meanwhile may be missed.</summary>
    IAsyncEnumerable<StoredItem> ItemsAsync(CancellationToken cancel = default);

    /// <summary>Offers every readable item to <paramref name="rewrite"/> and stores what it returns in its place; null leaves it. Item by item, each durable by
    /// itself; one that has changed or gone meanwhile is left alone, so runs may commit at the same time. A blob keeps its name. Owners only.</summary>
    /// <returns>How many items were replaced.</returns>
    ValueTask<long> RewriteAsync(Func<StoredItem, byte[]?> rewrite, CancellationToken cancel = default);

    /// <summary>Completes when a run's record or inbox may have changed since <paramref name="seen"/>, by any process, with the version to pass next; 0 to
    /// begin. May complete early.</summary>
    ValueTask<long> ChangedAsync(long seen, CancellationToken cancel = default);
}
