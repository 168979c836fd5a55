using Weave.Storage;

namespace Weave.Cluster;

/// <summary>Watches a run in a store that does not say which run has changed.</summary>
/// <param name="store">The store.</param>
sealed class StoreWatch(IRunStore store) : IRunWatch
{
    long seen;

    public async Task ChangedAsync(CancellationToken cancel)
    {
        seen = await store.ChangedAsync(seen, cancel).ConfigureAwait(false);
        await Pace.AfterAsync(0, cancel).ConfigureAwait(false);
    }

    public void Dispose()
    {
    }
}
