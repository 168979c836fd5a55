namespace Weave.Cluster;

/// <summary>Paces looks at the store. Real time, not the hub's: it bounds a cost and means nothing to a run.</summary>
static class Pace
{
    static readonly TimeSpan shortest = TimeSpan.FromMilliseconds(10);

    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Looking takes a tenth of the time at most.</summary>
    /// <param name="clock">The machine's.</param>
    /// <param name="began">When it began; 0 for the longest pause.</param>
    /// <param name="cancel">Ends the pause.</param>
    public static Task AfterAsync(TimeProvider clock, long began, CancellationToken cancel)
    {
        var pause = began == 0 ? Longest : clock.GetElapsedTime(began) * 10;
        return WaitAsync(clock, pause < shortest ? shortest : pause > Longest ? Longest : pause, cancel);
    }

    /// <summary>Waits; being cancelled only ends it.</summary>
    public static async Task WaitAsync(TimeProvider clock, TimeSpan pause, CancellationToken cancel) =>
        await Task.Delay(pause, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
