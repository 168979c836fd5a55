namespace Weave.Execution;

/// <summary>A loop on a thread of its own.</summary>
sealed class ThreadLoop : ILoop
{
    /// <summary>Who is woken again and again does his turn so often and no oftener.</summary>
    public static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);

    static readonly TimeSpan shortestWait = TimeSpan.FromMilliseconds(1);
    static readonly TimeSpan longestWait = TimeSpan.FromHours(1);

    readonly object gate = new();
    readonly TimeProvider time;
    readonly Func<ValueTask<TimeSpan?>> turn;
    bool woken;

    public ThreadLoop(string name, TimeProvider time, Func<ValueTask<TimeSpan?>> turn)
    {
        this.time = time;
        this.turn = turn;
        new Thread(Run, 256 << 10) { IsBackground = true, Name = name }.UnsafeStart();
    }

    public void Wake()
    {
        lock (gate)
        {
            woken = true;
            Monitor.PulseAll(gate);
        }
    }

    void Run()
    {
        while (turn().AsTask().GetAwaiter().GetResult() is { } pause)
            Pause(pause);
    }

    // The timeout is real time and needs no thread of the pool; a clock of tests has a timer beside it.
    void Pause(TimeSpan pause)
    {
        lock (gate)
        {
            pause = woken && pause > ShortestPause ? ShortestPause : pause;
            pause = pause < shortestWait ? shortestWait : pause < longestWait ? pause : longestWait;
            woken = false;
            using var timer = time == TimeProvider.System ? null : time.CreateTimer(static loop => ((ThreadLoop)loop!).Wake(), this, pause, Timeout.InfiniteTimeSpan);
            Monitor.Wait(gate, pause);
        }
    }
}
