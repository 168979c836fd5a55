using System.Runtime.CompilerServices;

namespace Weave.Storage;

/// <summary>A store that lives as long as its <see cref="MemoryStorage"/>: for tests, and for work that need not survive the process.</summary>
public class MemoryRunStore : IRunStore
{
    internal const string Path = "(memory)";

    readonly MemoryStorage storage;
    readonly ICrashPoints? crashPoints;
    readonly BrokenClaims broken = new(Path);
    volatile Exception? death;

    /// <summary>Opens storage of its own, as its owner.</summary>
    /// <param name="time">The clock of the store; the system's when null.</param>
    public MemoryRunStore(TimeProvider? time = null)
        : this(new MemoryStorage(time))
    {
    }

    /// <summary>Opens storage that other handles may have open too. Throws <see cref="StoreInUseException"/> for a second owner.</summary>
    public MemoryRunStore(MemoryStorage storage, StoreAccess access = StoreAccess.Owner)
        : this(storage, access, null)
    {
    }

    internal MemoryRunStore(MemoryStorage storage, StoreAccess access, ICrashPoints? crashPoints)
    {
        ArgumentNullException.ThrowIfNull(storage);
        this.storage = storage;
        this.crashPoints = crashPoints;
        Access = access;
        storage.Enter(this);
    }

    /// <inheritdoc/>
    public StoreAccess Access { get; }

    /// <summary>Whether several handles own the storage together.</summary>
    internal virtual bool IsShared => false;

    internal ChangeSignal Changes { get; } = new();

    private protected DateTimeOffset Now => storage.Time.GetUtcNow();

    /// <inheritdoc/>
    public int Intern(string text)
    {
        StoreRules.CheckText(text, "text");
        if (Read().Numbers.TryGetValue(text, out var known))
            return known;
        return Change(root => root.Numbers.TryGetValue(text, out var number)
            ? (root, number)
            : (root with { Symbols = root.Symbols.Add(text), Numbers = root.Numbers.Add(text, root.Symbols.Count + 1) }, root.Symbols.Count + 1));
    }

    /// <inheritdoc/>
    public string? Lookup(int number)
    {
        var symbols = Read().Symbols;
        return number >= 1 && number <= symbols.Count ? symbols[number - 1] : null;
    }

    /// <inheritdoc/>
    public ValueTask<(RunRecord Record, bool Created)> CreateAsync(NewRun run, CancellationToken cancel = default)
    {
        StoreRules.Check(run);
        cancel.ThrowIfCancellationRequested();
        return Write(root =>
        {
            if (root.Runs.TryGetValue(run.Run, out var existing))
                return (root, (existing.Record, false));
            var created = MemoryRun.New(run, Now);
            return (root.With(created, Now), (created.Record, true));
        });
    }

    /// <inheritdoc/>
    public ValueTask<RunClaim?> ClaimAsync(string run, string hub, TimeSpan lease, CancellationToken cancel = default)
    {
        StoreRules.CheckName(run, "run id");
        StoreRules.CheckName(hub, "hub id");
        OwnersOnly();
        cancel.ThrowIfCancellationRequested();
        return Write(root => Claim(root, run, hub, lease));
    }

    /// <inheritdoc/>
    public ValueTask<bool> RenewAsync(string run, long epoch, TimeSpan lease, CancellationToken cancel = default)
    {
        StoreRules.CheckName(run, "run id");
        OwnersOnly();
        cancel.ThrowIfCancellationRequested();
        return Write(root =>
        {
            var end = StoreRules.LeaseEnd(Now, lease);
            var found = root.Run(run);
            return found.Holds(epoch) ? (root with { Runs = root.Runs.SetItem(run, found with { LeaseEnd = end }) }, true) : (root, false);
        });
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(string run, long epoch, CancellationToken cancel = default)
    {
        StoreRules.CheckName(run, "run id");
        OwnersOnly();
        cancel.ThrowIfCancellationRequested();
        return Done(Write(root =>
        {
            var found = root.Run(run);
            if (!found.Holds(epoch))
                return (root, false);
            var released = found.GivenBack();
            return (root.With(released with { Record = released.Record with { Updated = Now } }, Now), true);
        }));
    }

    /// <inheritdoc/>
    public ValueTask<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        StoreRules.CheckName(batch.Run, "run id");
        OwnersOnly();
        cancel.ThrowIfCancellationRequested();
        return Write(root =>
        {
            broken.ThrowIfBroken(batch.Run, batch.Epoch);
            var found = root.Run(batch.Run);
            if (!found.Holds(batch.Epoch))
                return (root, CommitResult.Fenced);
            try
            {
                StoreRules.Check(batch);
                var now = Now;
                var next = root;
                var target = batch.Handover is { } hub ? root.Hubs.GetValueOrDefault(hub) : null;
                if (batch.Handover is not null && target?.Takes(now) != true)
                    return (root, CommitResult.Refused);
                foreach (var message in batch.Outgoing.Where(m => m.Run != batch.Run))
                    next = next.With(next.Run(message.Run).Received(message, now), now);
                var committed = found.Committed(batch, now);
                return (next.With(target is null ? committed : committed.HandedTo(target, batch.Progress, now), now), CommitResult.Committed);
            }
            catch (Exception e)
            {
                broken.Break(batch.Run, batch.Epoch, e);
                throw;
            }
        });
    }

    /// <inheritdoc/>
    public ValueTask AppendAsync(InboxMessage message, CancellationToken cancel = default)
    {
        StoreRules.Check(message);
        cancel.ThrowIfCancellationRequested();
        return Done(Write(root => (root.With(root.Run(message.Run).Received(message, Now), Now), true)));
    }

    /// <inheritdoc/>
    public ValueTask<RunRecord?> FindAsync(string run, CancellationToken cancel = default) =>
        Ask(root => root.Runs.GetValueOrDefault(Named(run))?.Record, cancel);

    /// <inheritdoc/>
    public ValueTask<StoredRun> LoadAsync(string run, CancellationToken cancel = default) => Ask(root =>
    {
        var found = root.Run(Named(run));
        var chains = found.Checkpoints.OrderBy(c => c.Strand, Utf8Order.Instance).ThenBy(c => c.Sequence);
        var timers = found.Timers.OrderBy(t => t.Strand, Utf8Order.Instance).ThenBy(t => t.Key, Utf8Order.Instance);
        return new StoredRun(found.Record, [.. chains], found.Inbox, [.. timers]);
    }, cancel);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<InboxMessage>> InboxAsync(string run, CancellationToken cancel = default) =>
        Ask<IReadOnlyList<InboxMessage>>(root => root.Run(Named(run)).Inbox, cancel);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyCollection<string>?> UnreadAsync(CancellationToken cancel = default) =>
        Ask<IReadOnlyCollection<string>?>(static root => [.. root.Runs.Where(static r => !r.Value.Inbox.IsEmpty).Select(static r => r.Key)], cancel);

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunRecord> QueryAsync(RunQuery query, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await Task.CompletedTask;
        var found = Read(cancel).Runs
            .Where(r => query.After is null || Utf8Order.Instance.Compare(r.Key, query.After) > 0)
            .Where(r => query.States.Count == 0 || query.States.Contains(r.Value.Record.State))
            .Take(query.Limit);
        foreach (var (_, run) in found)
        {
            cancel.ThrowIfCancellationRequested();
            yield return run.Record;
        }
    }

    /// <inheritdoc/>
    public ValueTask<BlobHash> PutBlobAsync(ReadOnlyMemory<byte> content, BlobHash? name = null, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var hash = name ?? BlobHash.Of(content.Span);
        StoreRules.CheckHash(hash);
        return Write(root => (root.With(hash.Hex, content, Now), hash));
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> GetBlobAsync(BlobHash hash, CancellationToken cancel = default)
    {
        StoreRules.CheckHash(hash);
        return Ask<ReadOnlyMemory<byte>?>(root => root.Blobs.TryGetValue(hash.Hex, out var blob) ? blob.Content : default(ReadOnlyMemory<byte>?), cancel);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredItem> ItemsAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await Task.CompletedTask;
        var root = Read(cancel);
        var blobs = root.Blobs.Select(b => new StoredItem(StoredItemKind.Blob, null, b.Key, 0, b.Value.Content));
        foreach (var item in root.Runs.Values.SelectMany(r => r.Items()).Concat(blobs))
        {
            cancel.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> RewriteAsync(Func<StoredItem, byte[]?> rewrite, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(rewrite);
        OwnersOnly();
        long replaced = 0;
        await foreach (var item in ItemsAsync(cancel).ConfigureAwait(false))
        {
            if (rewrite(item) is { } bytes && await Write(root => Rewritten(root, item, bytes)).ConfigureAwait(false))
                replaced++;
        }

        return replaced;
    }

    /// <inheritdoc/>
    public ValueTask<long> ChangedAsync(long seen, CancellationToken cancel = default) => Changes.WaitAsync(seen, cancel);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Close(new ObjectDisposedException(nameof(MemoryRunStore)));
        return ValueTask.CompletedTask;
    }

    /// <summary>Claims a run, if it can be.</summary>
    private protected virtual (MemoryRoot Next, RunClaim? Claim) Claim(MemoryRoot root, string run, string hub, TimeSpan lease)
    {
        var now = Now;
        var end = StoreRules.LeaseEnd(now, lease);
        var found = root.Run(run);
        return found.CanBeClaimed(hub, now) ? Claimed(root, found.Claimed(hub, 0, end, now), now) : (root, null);
    }

    private protected static (MemoryRoot Next, RunClaim? Claim) Claimed(MemoryRoot root, MemoryRun run, DateTimeOffset now) =>
        (root.With(run, now), new RunClaim(run.Record.Run, run.Record.Epoch, run.Record.Attempts));

    T Change<T>(Func<MemoryRoot, (MemoryRoot Next, T Result)> change)
    {
        Read();
        return storage.Change(crashPoints is null ? null : new Death(this, crashPoints), change);
    }

    // Errors of the store travel in the task, as those of a store that does its work later would.
    private protected ValueTask<T> Write<T>(Func<MemoryRoot, (MemoryRoot Next, T Result)> change)
    {
        try
        {
            return new(Change(change));
        }
        catch (Exception e)
        {
            return ValueTask.FromException<T>(e);
        }
    }

    private protected ValueTask<T> Ask<T>(Func<MemoryRoot, T> question, CancellationToken cancel)
    {
        try
        {
            return new(question(Read(cancel)));
        }
        catch (Exception e)
        {
            return ValueTask.FromException<T>(e);
        }
    }

    (MemoryRoot Next, bool Result) Rewritten(MemoryRoot root, StoredItem item, byte[] bytes)
    {
        var next = root;
        if (item.Run is null && root.Blobs.TryGetValue(item.Name, out var blob) && blob.Content.Span.SequenceEqual(item.Bytes.Span))
            next = root with { Blobs = root.Blobs.SetItem(item.Name, blob with { Content = bytes }) };
        else if (item.Run is not null && root.Runs.TryGetValue(item.Run, out var run) && run.Rewritten(item, bytes) is var changed && changed != run)
            next = root.With(changed, Now);
        return (next, next != root);
    }

    private protected static ValueTask Done(ValueTask<bool> written) => written.IsCompletedSuccessfully ? ValueTask.CompletedTask : new(written.AsTask());

    static string Named(string run)
    {
        StoreRules.CheckName(run, "run id");
        return run;
    }

    MemoryRoot Read(CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return death is null ? storage.Root : throw DeathOf(death);
    }

    private protected void OwnersOnly()
    {
        if (Access != StoreAccess.Owner)
            throw StoreRules.OwnersOnly();
    }

    void Close(Exception cause)
    {
        if (Interlocked.CompareExchange(ref death, cause, null) is not null)
            return;
        storage.Leave(this);
        Changes.Close(DeathOf(cause));
    }

    static Exception DeathOf(Exception cause) =>
        cause is ObjectDisposedException ? cause : new StoreUnavailableException(Path, "it failed earlier.", "Open it again.", cause);

    /// <summary>Lets a crash point kill the handle, not the storage.</summary>
    sealed class Death(MemoryRunStore store, ICrashPoints points) : ICrashPoints
    {
        public void Reach(string point)
        {
            try
            {
                points.Reach(point);
            }
            catch (Exception e)
            {
                store.Close(e);
                throw;
            }
        }
    }
}
