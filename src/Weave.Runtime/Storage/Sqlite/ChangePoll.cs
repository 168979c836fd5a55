namespace Weave.Storage;

/// <summary>Calls back at an interval while somebody waits, and not at all otherwise.</summary>
sealed class ChangePoll : IDisposable
{
    readonly Lock gate = new();
    readonly ITimer timer;
    readonly TimeSpan interval;
    int waiting;

    public ChangePoll(TimeProvider time, TimeSpan interval, Action look)
    {
        this.interval = interval;
        timer = time.CreateTimer(_ => look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Enter()
    {
        lock (gate)
        {
            if (waiting++ == 0)
                timer.Change(interval, interval);
        }
    }

    public void Leave()
    {
        lock (gate)
        {
            if (--waiting == 0)
                timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => timer.Dispose();
}
