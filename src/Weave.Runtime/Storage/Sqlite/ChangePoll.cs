namespace Weave.Storage;

/// <summary>Calls back at an interval while somebody waits, and not at all otherwise.</summary>
sealed class ChangePoll : IDisposable
{
    readonly Lock gate = new();
    readonly ITimer timer;
    readonly TimeSpan interval;
    readonly Action look;
    int waiting;
    bool ticking;
    bool entered;

    public ChangePoll(TimeProvider time, TimeSpan interval, Action look)
    {
        this.interval = interval;
        this.look = look;
        timer = time.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Enter()
    {
        lock (gate)
        {
            waiting++;
            entered = true;
            if (ticking)
                return;
            ticking = true;
            timer.Change(interval, interval);
        }
    }

    public void Leave()
    {
        lock (gate)
            waiting--;
    }

    public void Dispose() => timer.Dispose();

    /// <summary>Goes on ticking while anybody comes and goes: news that come often must not keep it from what they do not tell.</summary>
    void Tick()
    {
        lock (gate)
        {
            if (waiting == 0 && !entered)
            {
                ticking = false;
                timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                return;
            }

            entered = false;
        }

        look();
    }
}
