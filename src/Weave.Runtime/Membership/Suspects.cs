using Weave.Execution;

namespace Weave.Cluster;

/// <summary>Runs whose last claim led to nothing may have killed their process: each is given time to show that it does not, before the next is tried.</summary>
static class Suspects
{
    static readonly TimeSpan shortestTrial = TimeSpan.FromSeconds(1);

    /// <summary>Completes when the run has settled, or has lived for a while.</summary>
    public static async Task TriedAsync(Activation activation, EngineServices engine, CancellationToken closing)
    {
        if (await activation.Filled.ConfigureAwait(false) is not { } run)
            return;
        try
        {
            var patience = engine.Options.CheckpointInterval > shortestTrial ? engine.Options.CheckpointInterval : shortestTrial;
            await engine.Machine.WaitAsync(run.Settled, patience, engine.Time, closing).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // It has lived for a while, or the hub closes: either way the next one has waited long enough.
        }
    }
}
