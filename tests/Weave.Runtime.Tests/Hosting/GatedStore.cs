using System.Collections.Concurrent;
using Weave.Storage;

namespace Weave.Runtime.Tests.Hosting;

/// <summary>A store whose disk is slow: what is written counts as durable when the test says so.</summary>
sealed class GatedStore(IRunStore inner) : IRunStore
{
    volatile TaskCompletionSource gate = new();
    Task last = Task.CompletedTask;
    int renewals;

    public ConcurrentQueue<CommitBatch> Issued { get; } = [];

    public int Renewals => Volatile.Read(ref renewals);

    public bool Open
    {
        set
        {
            if (value) gate.TrySetResult();
            else gate = new();
        }
    }

    public StoreAccess Access => inner.Access;

    public int Intern(string text) => inner.Intern(text);

    public string? Lookup(int number) => inner.Lookup(number);

    public ValueTask<(RunRecord Record, bool Created)> CreateAsync(NewRun run, CancellationToken cancel = default) => inner.CreateAsync(run, cancel);

    public ValueTask<RunClaim?> ClaimAsync(string run, string hub, TimeSpan lease, CancellationToken cancel = default) => inner.ClaimAsync(run, hub, lease, cancel);

    public async ValueTask<bool> RenewAsync(string run, long epoch, TimeSpan lease, CancellationToken cancel = default)
    {
        var kept = await inner.RenewAsync(run, epoch, lease, cancel);
        Interlocked.Increment(ref renewals);
        return kept;
    }

    public ValueTask ReleaseAsync(string run, long epoch, CancellationToken cancel = default) => inner.ReleaseAsync(run, epoch, cancel);

    public ValueTask<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancel = default)
    {
        Issued.Enqueue(batch);
        lock (Issued)
        {
            var write = InTurn(last);
            last = write;
            return new(write);
        }

        async Task<CommitResult> InTurn(Task before)
        {
            await before.ContinueWith(static _ => { }, TaskScheduler.Default);
            await gate.Task;
            return await inner.CommitAsync(batch, cancel);
        }
    }

    public async ValueTask AppendAsync(InboxMessage message, CancellationToken cancel = default)
    {
        await gate.Task;
        await inner.AppendAsync(message, cancel);
    }

    public ValueTask<RunRecord?> FindAsync(string run, CancellationToken cancel = default) => inner.FindAsync(run, cancel);

    public ValueTask<StoredRun> LoadAsync(string run, CancellationToken cancel = default) => inner.LoadAsync(run, cancel);

    public ValueTask<IReadOnlyList<InboxMessage>> InboxAsync(string run, CancellationToken cancel = default) => inner.InboxAsync(run, cancel);

    public IAsyncEnumerable<RunRecord> QueryAsync(RunQuery query, CancellationToken cancel = default) => inner.QueryAsync(query, cancel);

    public ValueTask<BlobHash> PutBlobAsync(ReadOnlyMemory<byte> content, BlobHash? name = null, CancellationToken cancel = default) => inner.PutBlobAsync(content, name, cancel);

    public IAsyncEnumerable<StoredItem> ItemsAsync(CancellationToken cancel = default) => inner.ItemsAsync(cancel);

    public ValueTask<long> RewriteAsync(Func<StoredItem, byte[]?> rewrite, CancellationToken cancel = default) => inner.RewriteAsync(rewrite, cancel);

    public ValueTask<ReadOnlyMemory<byte>?> GetBlobAsync(BlobHash hash, CancellationToken cancel = default) => inner.GetBlobAsync(hash, cancel);

    public ValueTask<long> ChangedAsync(long seen, CancellationToken cancel = default) => inner.ChangedAsync(seen, cancel);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
