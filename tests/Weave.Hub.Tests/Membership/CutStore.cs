using System.Runtime.CompilerServices;
using Weave.Storage;

namespace Weave.Cluster.Tests.Membership;

/// <summary>A store that can be taken away from its hub: every call fails, or never answers, until it is given back.</summary>
sealed class CutStore(IClusterStore store) : IClusterStore
{
    volatile TaskCompletionSource? silence;

    public bool IsCut { get; set; }

    public StoreAccess Access => store.Access;

    /// <summary>Calls are not answered until the result is disposed.</summary>
    public void Silence() => silence = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Speak() => silence?.TrySetResult();

    public int Intern(string text) => store.Intern(text);

    public string? Lookup(int number) => store.Lookup(number);

    public async ValueTask<(RunRecord Record, bool Created)> CreateAsync(NewRun run, CancellationToken cancel) => await (await ReachAsync()).CreateAsync(run, cancel);

    public async ValueTask<RunClaim?> ClaimAsync(string run, string hub, TimeSpan lease, CancellationToken cancel) => await (await ReachAsync()).ClaimAsync(run, hub, lease, cancel);

    public async ValueTask<bool> RenewAsync(string run, long epoch, TimeSpan lease, CancellationToken cancel) => await (await ReachAsync()).RenewAsync(run, epoch, lease, cancel);

    public async ValueTask ReleaseAsync(string run, long epoch, CancellationToken cancel) => await (await ReachAsync()).ReleaseAsync(run, epoch, cancel);

    public async ValueTask<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancel) => await (await ReachAsync()).CommitAsync(batch, cancel);

    public async ValueTask AppendAsync(InboxMessage message, CancellationToken cancel) => await (await ReachAsync()).AppendAsync(message, cancel);

    public async ValueTask<RunRecord?> FindAsync(string run, CancellationToken cancel) => await (await ReachAsync()).FindAsync(run, cancel);

    public async ValueTask<StoredRun> LoadAsync(string run, CancellationToken cancel) => await (await ReachAsync()).LoadAsync(run, cancel);

    public async ValueTask<IReadOnlyList<InboxMessage>> InboxAsync(string run, CancellationToken cancel) => await (await ReachAsync()).InboxAsync(run, cancel);

    public async IAsyncEnumerable<RunRecord> QueryAsync(RunQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var record in (await ReachAsync()).QueryAsync(query, cancel))
            yield return record;
    }

    public async ValueTask<BlobHash> PutBlobAsync(ReadOnlyMemory<byte> content, BlobHash? name, CancellationToken cancel) => await (await ReachAsync()).PutBlobAsync(content, name, cancel);

    public async ValueTask<ReadOnlyMemory<byte>?> GetBlobAsync(BlobHash hash, CancellationToken cancel) => await (await ReachAsync()).GetBlobAsync(hash, cancel);

    public IAsyncEnumerable<StoredItem> ItemsAsync(CancellationToken cancel) => store.ItemsAsync(cancel);

    public async ValueTask<long> RewriteAsync(Func<StoredItem, byte[]?> rewrite, CancellationToken cancel) => await (await ReachAsync()).RewriteAsync(rewrite, cancel);

    public async ValueTask<long> ChangedAsync(long seen, CancellationToken cancel) => await (await ReachAsync()).ChangedAsync(seen, cancel);

    public async ValueTask<HubRecord> JoinAsync(HubInfo hub, TimeSpan lease, CancellationToken cancel) => await (await ReachAsync()).JoinAsync(hub, lease, cancel);

    public async ValueTask<Heartbeat?> HeartbeatAsync(HubLoad load, CancellationToken cancel) => await (await ReachAsync()).HeartbeatAsync(load, cancel);

    public async ValueTask LeaveAsync(CancellationToken cancel) => await (await ReachAsync()).LeaveAsync(cancel);

    public async ValueTask<IReadOnlyList<HubRecord>> HubsAsync(CancellationToken cancel) => await (await ReachAsync()).HubsAsync(cancel);

    public async ValueTask<bool> DrainAsync(string hub, CancellationToken cancel) => await (await ReachAsync()).DrainAsync(hub, cancel);

    public async ValueTask<IReadOnlyList<RunClaim>> ClaimNextAsync(ClaimQuery query, CancellationToken cancel) => await (await ReachAsync()).ClaimNextAsync(query, cancel);

    public async ValueTask<StoreNews> NewsAsync(long seen, CancellationToken cancel)
    {
        var news = await (await ReachAsync()).NewsAsync(seen, cancel);
        await ReachAsync();
        return news;
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    async ValueTask<IClusterStore> ReachAsync()
    {
        if (silence is { } quiet)
            await quiet.Task;
        return IsCut ? throw new StoreUnavailableException("(cut)", "the test took it away.", "Wait.") : store;
    }
}
