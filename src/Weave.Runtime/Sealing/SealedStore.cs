using Weave.Storage;

namespace Weave.Sealing;

/// <summary>A store that seals what it is given. It gives back what is sealed as it is: who needs a value opens it, so that a run whose key is missing can still be listed, cancelled or dropped.</summary>
sealed class SealedStore(IRunStore store, StoreSeal seal) : IRunStore
{
    public StoreAccess Access => store.Access;

    public int Intern(string text) => store.Intern(text);

    public string? Lookup(int number) => store.Lookup(number);

    public async ValueTask<(RunRecord Record, bool Created)> CreateAsync(NewRun run, CancellationToken cancel)
    {
        // A hash of the arguments tells a guess of them from a wrong one: it is keyed, and compared under every key it may have been made with.
        var keys = seal.Keys!;
        var kept = run with { Arguments = Keyed(keys.Current), Checkpoint = seal.Seal(run.Checkpoint) };
        var (record, created) = await store.CreateAsync(kept, cancel).ConfigureAwait(false);
        var same = record.Arguments == run.Arguments || keys.Ids.Any(id => record.Arguments == Keyed(id));
        return (same ? record with { Arguments = run.Arguments } : record, created);

        BlobHash Keyed(string id) => new(Sealer.Keyed(keys.Find(id)!, run.Arguments.Hex));
    }

    public ValueTask<RunClaim?> ClaimAsync(string run, string hub, TimeSpan lease, CancellationToken cancel) => store.ClaimAsync(run, hub, lease, cancel);

    public ValueTask<bool> RenewAsync(string run, long epoch, TimeSpan lease, CancellationToken cancel) => store.RenewAsync(run, epoch, lease, cancel);

    public ValueTask ReleaseAsync(string run, long epoch, CancellationToken cancel) => store.ReleaseAsync(run, epoch, cancel);

    public ValueTask<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancel) => store.CommitAsync(
        batch with
        {
            Checkpoints = [.. batch.Checkpoints.Select(seal.Seal)],
            Outgoing = [.. batch.Outgoing.Select(seal.Seal)],
            Outcome = seal.SealOutcome(batch.Run, batch.Outcome),
        },
        cancel);

    public ValueTask AppendAsync(InboxMessage message, CancellationToken cancel) => store.AppendAsync(seal.Seal(message), cancel);

    public ValueTask<RunRecord?> FindAsync(string run, CancellationToken cancel) => store.FindAsync(run, cancel);

    public ValueTask<StoredRun> LoadAsync(string run, CancellationToken cancel) => store.LoadAsync(run, cancel);

    public ValueTask<IReadOnlyList<InboxMessage>> InboxAsync(string run, CancellationToken cancel) => store.InboxAsync(run, cancel);

    public ValueTask<IReadOnlyCollection<string>?> UnreadAsync(CancellationToken cancel) => store.UnreadAsync(cancel);

    public IAsyncEnumerable<RunRecord> QueryAsync(RunQuery query, CancellationToken cancel) => store.QueryAsync(query, cancel);

    public ValueTask<BlobHash> PutBlobAsync(ReadOnlyMemory<byte> content, BlobHash? name, CancellationToken cancel)
    {
        var known = name ?? BlobHash.Of(content.Span);
        return store.PutBlobAsync(seal.SealBlob(content, known), known, cancel);
    }

    public async ValueTask<ReadOnlyMemory<byte>?> GetBlobAsync(BlobHash hash, CancellationToken cancel) =>
        await store.GetBlobAsync(hash, cancel).ConfigureAwait(false) is { } content ? seal.OpenBlob(content, hash) : null;

    public IAsyncEnumerable<StoredItem> ItemsAsync(CancellationToken cancel) => store.ItemsAsync(cancel);

    public ValueTask<long> RewriteAsync(Func<StoredItem, byte[]?> rewrite, CancellationToken cancel) => store.RewriteAsync(rewrite, cancel);

    public ValueTask<long> ChangedAsync(long seen, CancellationToken cancel) => store.ChangedAsync(seen, cancel);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
