using Weave.Storage;

namespace Weave.Cluster;

/// <summary>Watches a run in a store that does not say which run has changed.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">The machine's.</param>
sealed class StoreWatch(IRunStore store, TimeProvider clock) : IRunWatch
{
    long seen;

    public async Task ChangedAsync(CancellationToken cancel)
    {
        seen = await store.ChangedAsync(seen, cancel).ConfigureAwait(false);
        await Pace.AfterAsync(clock, 0, cancel).ConfigureAwait(false);
    }

    public void Dispose()
    {
    }
}
