using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Weave.Storage;

/// <summary>
/// Runs in one SQLite file: no server. Every acknowledged write is on the disk (write-ahead log, synchronous=FULL); writes that come at the same time share
/// one fsync. One process owns the runs; any number of others can be clients at the same time.
/// </summary>
public sealed class SqliteRunStore : IRunStore
{
    /// <summary>Rewritten items that share one write to the disk.</summary>
    const int WritesAtOnce = 32;

    readonly StoreThread thread;
    readonly ChangePoll poll;
    readonly ChangeSignal changes = new();
    readonly ConcurrentDictionary<string, int> numbers = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<int, string> symbols = new();
    long dataVersion;
    int looking;

    SqliteRunStore(string path, StoreAccess access, SqliteRunStoreOptions options, ICrashPoints? crashPoints)
    {
        Path = path;
        Access = access;
        poll = new(options.Time, options.PollInterval, Look);
        thread = new(path, () => Open(options, crashPoints), changes);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public StoreAccess Access { get; }

    /// <summary>
    /// Opens a store file, or creates it. Throws <see cref="CorruptStoreException"/> for a file that is damaged, truncated, foreign or too new, and leaves it
    /// as it was; <see cref="StoreInUseException"/> for a second owner;
    /// <see cref="StoreUnavailableException"/> when there is no such directory, or no permission.
    /// </summary>
    /// <param name="path">The file. Beside it lie its log while it is in use, and its lock.</param>
    /// <param name="access">Owner or client.</param>
    /// <param name="options">Clock, polling, waiting; defaults when null.</param>
    /// <param name="cancel">Honoured before the work begins.</param>
    public static ValueTask<SqliteRunStore> OpenAsync(
        string path, StoreAccess access = StoreAccess.Owner, SqliteRunStoreOptions? options = null, CancellationToken cancel = default) =>
        OpenAsync(path, access, options ?? new(), null, cancel);

    internal static async ValueTask<SqliteRunStore> OpenAsync(
        string path, StoreAccess access, SqliteRunStoreOptions options, ICrashPoints? crashPoints, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var store = new SqliteRunStore(StoreFile.Resolve(path), access, options, crashPoints);
        try
        {
            await store.thread.Opened.ConfigureAwait(false);
            return store;
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public int Intern(string text)
    {
        StoreRules.CheckText(text, "text");
        if (numbers.TryGetValue(text, out var known))
            return known;
        var number = Write(null, store => RunWrites.Intern(store, text)).GetAwaiter().GetResult();
        symbols[number] = text;
        return numbers[text] = number;
    }

    /// <inheritdoc/>
    public string? Lookup(int number)
    {
        if (symbols.TryGetValue(number, out var known))
            return known;
        var text = Read(null, store => RunReads.Symbol(store, number), default).GetAwaiter().GetResult();
        if (text is not null)
            numbers[symbols[number] = text] = number;
        return text;
    }

    /// <inheritdoc/>
    public ValueTask<(RunRecord Record, bool Created)> CreateAsync(NewRun run, CancellationToken cancel = default)
    {
        StoreRules.Check(run);
        cancel.ThrowIfCancellationRequested();
        return new(Write(run.Run, store => RunWrites.Create(store, run)));
    }

    /// <inheritdoc/>
    public ValueTask<RunClaim?> ClaimAsync(string run, string hub, TimeSpan lease, CancellationToken cancel = default)
    {
        StoreRules.CheckName(run, "run id");
        StoreRules.CheckName(hub, "hub id");
        OwnersOnly(cancel);
        return new(Write(run, store => RunWrites.Claim(store, run, hub, lease)));
    }

    /// <inheritdoc/>
    public ValueTask<bool> RenewAsync(string run, long epoch, TimeSpan lease, CancellationToken cancel = default)
    {
        StoreRules.CheckName(run, "run id");
        OwnersOnly(cancel);
        return new(Write(run, store => RunWrites.Renew(store, run, epoch, lease)));
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(string run, long epoch, CancellationToken cancel = default)
    {
        StoreRules.CheckName(run, "run id");
        OwnersOnly(cancel);
        return new(Write(run, store => RunWrites.Release(store, run, epoch)));
    }

    /// <inheritdoc/>
    public ValueTask<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        StoreRules.CheckName(batch.Run, "run id");
        OwnersOnly(cancel);
        return new(Write(batch.Run, store => CommitWrites.Commit(store, batch), batch.Epoch));
    }

    /// <inheritdoc/>
    public ValueTask AppendAsync(InboxMessage message, CancellationToken cancel = default)
    {
        StoreRules.Check(message);
        cancel.ThrowIfCancellationRequested();
        return new(Write(message.Run, store =>
        {
            RunWrites.Append(store, message);
            return true;
        }));
    }

    /// <inheritdoc/>
    public ValueTask<RunRecord?> FindAsync(string run, CancellationToken cancel = default)
    {
        StoreRules.CheckName(run, "run id");
        return new(Read(run, store => RunRow.Find(store.Session, run)?.Record, cancel));
    }

    /// <inheritdoc/>
    public ValueTask<StoredRun> LoadAsync(string run, CancellationToken cancel = default)
    {
        StoreRules.CheckName(run, "run id");
        return new(Read(run, store => RunReads.Load(store, run), cancel));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<InboxMessage>> InboxAsync(string run, CancellationToken cancel = default)
    {
        StoreRules.CheckName(run, "run id");
        return new(Read(run, store => RunReads.Inbox(store.Session, RunRow.Get(store.Session, run)), cancel));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyCollection<string>?> UnreadAsync(CancellationToken cancel = default) =>
        new(Read<IReadOnlyCollection<string>?>(null, static store => RunReads.Unread(store.Session), cancel));

    /// <inheritdoc/>
    public IAsyncEnumerable<RunRecord> QueryAsync(RunQuery query, CancellationToken cancel = default) =>
        RunPage.QueryAsync(query, (states, after, limit, stop) => Read(null, store => QueryPage.Read(store, states, after, limit), stop), cancel);

    /// <inheritdoc/>
    public ValueTask<BlobHash> PutBlobAsync(ReadOnlyMemory<byte> content, BlobHash? name = null, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var stored = BlobHash.Of(content.Span);
        StoreRules.CheckHash(name ?? stored);
        return new(Write(null, store => BlobWrites.Put(store, content, stored, name ?? stored)));
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> GetBlobAsync(BlobHash hash, CancellationToken cancel = default)
    {
        StoreRules.CheckHash(hash);
        return new(Read(null, store => RunReads.Blob(store, hash), cancel));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredItem> ItemsAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var run in Paged(ItemReads.Runs, cancel).ConfigureAwait(false))
        {
            foreach (var item in await Read(run, store => ItemReads.OfRun(store, run), cancel).ConfigureAwait(false))
                yield return item;
        }

        await foreach (var hash in Paged(ItemReads.Blobs, cancel).ConfigureAwait(false))
        {
            if (await Read(null, store => ItemReads.Blob(store, hash), cancel).ConfigureAwait(false) is { } blob)
                yield return blob;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> RewriteAsync(Func<StoredItem, byte[]?> rewrite, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(rewrite);
        OwnersOnly(cancel);
        long replaced = 0;
        var writes = new List<Task<bool>>();
        await foreach (var item in ItemsAsync(cancel).ConfigureAwait(false))
        {
            if (item.Damage is null && rewrite(item) is { } bytes)
                writes.Add(Write(item.Run, store => ItemWrites.Replace(store, item, bytes)));
            if (writes.Count == WritesAtOnce)
                replaced += await DoneAsync().ConfigureAwait(false);
        }

        return replaced + await DoneAsync().ConfigureAwait(false);

        async Task<int> DoneAsync()
        {
            var done = await Task.WhenAll(writes).ConfigureAwait(false);
            writes.Clear();
            return done.Count(static d => d);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> ChangedAsync(long seen, CancellationToken cancel = default)
    {
        if (changes.Version != seen)
            return await changes.WaitAsync(seen, cancel).ConfigureAwait(false);
        poll.Enter();
        try
        {
            Look(); // nobody looked while nobody waited
            return await changes.WaitAsync(seen, cancel).ConfigureAwait(false);
        }
        finally
        {
            poll.Leave();
        }
    }

    /// <summary>Carries out the writes that are queued, closes the file and gives up its ownership.</summary>
    public async ValueTask DisposeAsync()
    {
        await thread.CloseAsync().ConfigureAwait(false);
        poll.Dispose();
    }

    Task<T> Write<T>(string? run, Func<OpenStore, T> work, long? epoch = null) => Post(new StoreOperation<T>(work) { Run = run, Epoch = epoch, Writes = true });

    Task<T> Read<T>(string? run, Func<OpenStore, T> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Post(new StoreOperation<T>(work) { Run = run });
    }

    async IAsyncEnumerable<string> Paged(Func<OpenStore, string, List<string>> page, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var after = ""; ;)
        {
            var names = await Read(null, store => page(store, after), cancel).ConfigureAwait(false);
            if (names.Count == 0)
                yield break;
            foreach (var name in names)
                yield return name;
            after = names[^1];
        }
    }

    Task<T> Post<T>(StoreOperation<T> operation)
    {
        thread.Post(operation);
        return operation.Task;
    }

    void OwnersOnly(CancellationToken cancel)
    {
        if (Access != StoreAccess.Owner)
            throw StoreRules.OwnersOnly();
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>Has the store's thread see whether another connection committed. One look at a time is enough.</summary>
    void Look()
    {
        if (Interlocked.Exchange(ref looking, 1) != 0)
            return;
        thread.Post(new StoreOperation<bool>(store =>
        {
            Volatile.Write(ref looking, 0);
            var version = store.Session.Pragma("data_version");
            if (version == dataVersion)
                return false;
            dataVersion = version;
            changes.Advance();
            return true;
        }));
    }

    OpenStore Open(SqliteRunStoreOptions options, ICrashPoints? crashPoints)
    {
        var opened = StoreOpening.Open(Path, Access, options, crashPoints);
        foreach (var (number, text) in opened.Symbols)
            numbers[symbols[number] = text] = number;
        dataVersion = opened.Session.Pragma("data_version");
        return opened;
    }
}
