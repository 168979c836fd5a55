using Weave.Execution;

namespace Weave.Cluster.Tests.Simulation;

/// <summary>A loop without a thread: its turns are executed between the other things that the process does.</summary>
sealed class SimulatedLoop : ILoop
{
    readonly SimulatedMachine machine;
    readonly Func<ValueTask<TimeSpan?>> turn;
    readonly ITimer timer;
    bool sleeps;
    bool woken;

    public SimulatedLoop(SimulatedMachine machine, TimeProvider time, Func<ValueTask<TimeSpan?>> turn)
    {
        this.machine = machine;
        this.turn = turn;
        timer = time.CreateTimer(_ => End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        machine.Post(Turn);
    }

    public void Wake()
    {
        woken = true;
        if (sleeps)
            machine.Post(End);
    }

    void End()
    {
        if (!sleeps)
            return;
        sleeps = woken = false;
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Turn();
    }

    async void Turn()
    {
        try
        {
            if (await turn().ConfigureAwait(false) is not { } pause)
                return;
            pause = woken && pause > ThreadLoop.ShortestPause ? ThreadLoop.ShortestPause : pause;
            (woken, sleeps) = (false, true);
            timer.Change(pause < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : pause, Timeout.InfiniteTimeSpan);
        }
        catch (Exception e)
        {
            machine.World.Fail($"{machine.Name}: a turn threw {e}");
        }
    }
}
