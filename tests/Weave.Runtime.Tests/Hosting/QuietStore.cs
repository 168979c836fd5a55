using Weave.Storage;

namespace Weave.Runtime.Tests.Hosting;

/// <summary>A store that never says that something has changed.</summary>
sealed class QuietStore(IRunStore inner) : IRunStore
{
    public StoreAccess Access => inner.Access;

    public int Intern(string text) => inner.Intern(text);

    public string? Lookup(int number) => inner.Lookup(number);

    public ValueTask<(RunRecord Record, bool Created)> CreateAsync(NewRun run, CancellationToken cancel = default) => inner.CreateAsync(run, cancel);

    public ValueTask<RunClaim?> ClaimAsync(string run, string hub, TimeSpan lease, CancellationToken cancel = default) => inner.ClaimAsync(run, hub, lease, cancel);

    public ValueTask<bool> RenewAsync(string run, long epoch, TimeSpan lease, CancellationToken cancel = default) => inner.RenewAsync(run, epoch, lease, cancel);

    public ValueTask ReleaseAsync(string run, long epoch, CancellationToken cancel = default) => inner.ReleaseAsync(run, epoch, cancel);

    public ValueTask<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancel = default) => inner.CommitAsync(batch, cancel);

    public ValueTask AppendAsync(InboxMessage message, CancellationToken cancel = default) => inner.AppendAsync(message, cancel);

    public ValueTask<RunRecord?> FindAsync(string run, CancellationToken cancel = default) => inner.FindAsync(run, cancel);

    public ValueTask<StoredRun> LoadAsync(string run, CancellationToken cancel = default) => inner.LoadAsync(run, cancel);

    public ValueTask<IReadOnlyList<InboxMessage>> InboxAsync(string run, CancellationToken cancel = default) => inner.InboxAsync(run, cancel);

    public IAsyncEnumerable<RunRecord> QueryAsync(RunQuery query, CancellationToken cancel = default) => inner.QueryAsync(query, cancel);

    public ValueTask<BlobHash> PutBlobAsync(ReadOnlyMemory<byte> content, BlobHash? name = null, CancellationToken cancel = default) => inner.PutBlobAsync(content, name, cancel);

    public ValueTask<ReadOnlyMemory<byte>?> GetBlobAsync(BlobHash hash, CancellationToken cancel = default) => inner.GetBlobAsync(hash, cancel);

    public IAsyncEnumerable<StoredItem> ItemsAsync(CancellationToken cancel = default) => inner.ItemsAsync(cancel);

    public ValueTask<long> RewriteAsync(Func<StoredItem, byte[]?> rewrite, CancellationToken cancel = default) => inner.RewriteAsync(rewrite, cancel);

    public async ValueTask<long> ChangedAsync(long seen, CancellationToken cancel = default)
    {
        await Task.Delay(Timeout.Infinite, cancel);
        return seen;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
