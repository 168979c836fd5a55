using Weave.Execution;

namespace Weave.Cluster;

/// <summary>A run that is being claimed for this hub, or that is at work here.</summary>
/// <param name="run">The run.</param>
/// <param name="term">The term it is claimed in.</param>
/// <param name="machine">Where those who wait for it go on.</param>
sealed class Activation(string run, int term, Machine machine)
{
    readonly Completion<ActiveRun?> filled = machine.NewCompletion<ActiveRun?>();
    volatile ActiveRun? now;

    public string Run => run;

    public int Term => term;

    /// <summary>The run at work; null when it was not to be had. Never faults.</summary>
    public Task<ActiveRun?> Filled => filled.Task;

    /// <summary>The run at work, if it is known by now.</summary>
    public ActiveRun? Now => now;

    public void Fill(ActiveRun? active)
    {
        now = active;
        filled.TrySet(active);
    }
}
