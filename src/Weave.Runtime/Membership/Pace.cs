using Weave.Execution;

namespace Weave.Cluster;

/// <summary>Paces looks at the store. Real time, not the hub's: it bounds a cost and means nothing to a run.</summary>
/// <param name="machine">Whose clock it is.</param>
sealed class Pace(Machine machine)
{
    static readonly TimeSpan shortest = TimeSpan.FromMilliseconds(10);

    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(1);

    public long Now => machine.Clock.GetTimestamp();

    /// <summary>Looking takes a tenth of the time at most.</summary>
    /// <param name="began">When it began; 0 for the longest pause.</param>
    /// <param name="cancel">Ends the pause.</param>
    public Task AfterAsync(long began, CancellationToken cancel)
    {
        var pause = began == 0 ? Longest : machine.Clock.GetElapsedTime(began) * 10;
        return WaitAsync(pause < shortest ? shortest : pause > Longest ? Longest : pause, cancel);
    }

    /// <summary>Waits; being cancelled only ends it.</summary>
    public async Task WaitAsync(TimeSpan pause, CancellationToken cancel)
    {
        try
        {
            await machine.PauseAsync(pause, machine.Clock, cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Whoever paces itself sees it.
        }
    }
}
