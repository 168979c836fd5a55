namespace Weave.Cluster;

/// <summary>Somebody who waits for a run that may be at work anywhere.</summary>
interface IRunWatch : IDisposable
{
    /// <summary>Completes when the run may have changed since this was asked last. The first time it may do so at once.</summary>
    Task ChangedAsync(CancellationToken cancel);
}
