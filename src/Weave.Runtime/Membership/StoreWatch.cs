using Weave.Storage;

namespace Weave.Cluster;

/// <summary>Watches a run in a store that does not say which run has changed.</summary>
/// <param name="store">The store.</param>
/// <param name="pace">How often to look.</param>
sealed class StoreWatch(IRunStore store, Pace pace) : IRunWatch
{
    long seen;

    public async Task ChangedAsync(CancellationToken cancel)
    {
        seen = await store.ChangedAsync(seen, cancel).ConfigureAwait(false);
        await pace.AfterAsync(0, cancel).ConfigureAwait(false);
    }

    public void Dispose()
    {
    }
}
