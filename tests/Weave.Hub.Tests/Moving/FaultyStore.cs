using Weave.Storage;

namespace Weave.Cluster.Tests.Moving;

/// <summary>A store of which calls fail: <see cref="OnCall"/> is asked at each one that concerns a move, before it is carried out and after.</summary>
sealed class FaultyStore(IClusterStore store) : IClusterStore
{
    public Action<string, bool>? OnCall { get; set; }

    /// <summary>Changes what is created.</summary>
    public Func<NewRun, NewRun>? OnCreate { get; set; }

    public StoreAccess Access => store.Access;

    public int Intern(string text) => store.Intern(text);

    public string? Lookup(int number) => store.Lookup(number);

    public ValueTask<(RunRecord Record, bool Created)> CreateAsync(NewRun run, CancellationToken cancel) => store.CreateAsync(OnCreate?.Invoke(run) ?? run, cancel);

    public ValueTask<RunClaim?> ClaimAsync(string run, string hub, TimeSpan lease, CancellationToken cancel) => Call("claim", () => store.ClaimAsync(run, hub, lease, cancel));

    public ValueTask<bool> RenewAsync(string run, long epoch, TimeSpan lease, CancellationToken cancel) => store.RenewAsync(run, epoch, lease, cancel);

    public async ValueTask ReleaseAsync(string run, long epoch, CancellationToken cancel) => await Call("release", async () =>
    {
        await store.ReleaseAsync(run, epoch, cancel);
        return true;
    });

    public ValueTask<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancel) => Call(batch.Handover is null ? "commit" : "handover", () => store.CommitAsync(batch, cancel));

    public async ValueTask AppendAsync(InboxMessage message, CancellationToken cancel) => await Call("append", async () =>
    {
        await store.AppendAsync(message, cancel);
        return true;
    });

    public ValueTask<RunRecord?> FindAsync(string run, CancellationToken cancel) => Call("find", () => store.FindAsync(run, cancel));

    public ValueTask<StoredRun> LoadAsync(string run, CancellationToken cancel) => Call("load", () => store.LoadAsync(run, cancel));

    public ValueTask<IReadOnlyList<InboxMessage>> InboxAsync(string run, CancellationToken cancel) => Call("inbox", () => store.InboxAsync(run, cancel));

    public IAsyncEnumerable<RunRecord> QueryAsync(RunQuery query, CancellationToken cancel) => store.QueryAsync(query, cancel);

    public ValueTask<BlobHash> PutBlobAsync(ReadOnlyMemory<byte> content, BlobHash? name, CancellationToken cancel) => store.PutBlobAsync(content, name, cancel);

    public ValueTask<ReadOnlyMemory<byte>?> GetBlobAsync(BlobHash hash, CancellationToken cancel) => store.GetBlobAsync(hash, cancel);

    public IAsyncEnumerable<StoredItem> ItemsAsync(CancellationToken cancel) => store.ItemsAsync(cancel);

    public ValueTask<long> RewriteAsync(Func<StoredItem, byte[]?> rewrite, CancellationToken cancel) => store.RewriteAsync(rewrite, cancel);

    public ValueTask<long> ChangedAsync(long seen, CancellationToken cancel) => store.ChangedAsync(seen, cancel);

    public ValueTask<HubRecord> JoinAsync(HubInfo hub, TimeSpan lease, CancellationToken cancel) => Call("join", () => store.JoinAsync(hub, lease, cancel));

    public ValueTask<Heartbeat?> HeartbeatAsync(HubLoad load, CancellationToken cancel) => Call("heartbeat", () => store.HeartbeatAsync(load, cancel));

    public ValueTask LeaveAsync(CancellationToken cancel) => store.LeaveAsync(cancel);

    public ValueTask<IReadOnlyList<HubRecord>> HubsAsync(CancellationToken cancel) => Call("hubs", () => store.HubsAsync(cancel));

    public ValueTask<bool> DrainAsync(string hub, CancellationToken cancel) => store.DrainAsync(hub, cancel);

    public ValueTask<IReadOnlyList<RunClaim>> ClaimNextAsync(ClaimQuery query, CancellationToken cancel) => Call("claim", () => store.ClaimNextAsync(query, cancel));

    public ValueTask<StoreNews> NewsAsync(long seen, CancellationToken cancel) => store.NewsAsync(seen, cancel);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    async ValueTask<T> Call<T>(string what, Func<ValueTask<T>> call)
    {
        OnCall?.Invoke(what, false);
        var result = await call();
        OnCall?.Invoke(what, true);
        return result;
    }
}
