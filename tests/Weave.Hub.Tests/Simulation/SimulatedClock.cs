namespace Weave.Cluster.Tests.Simulation;

/// <summary>The clock of one process: it goes as the world's does and shows another time of day. Its timers fire when the process gets to it.</summary>
sealed class SimulatedClock(SimulatedMachine machine, TimeSpan wrong) : TimeProvider
{
    static readonly DateTimeOffset beginning = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The time of day in a world, where it is right.</summary>
    public static DateTimeOffset Right(World world) => beginning.AddTicks(world.Now);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => (beginning + wrong).AddTicks(machine.Now);

    public override long GetTimestamp() => TimeSpan.TicksPerDay + machine.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        machine.World.CheckThread();
        var timer = new Timer(machine, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    sealed class Timer(SimulatedMachine machine, TimerCallback callback, object? state) : ITimer
    {
        TimeSpan period;
        int version;
        bool posted;

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            machine.World.CheckThread();
            period = newPeriod;
            version++;
            Set(dueTime);
            return true;
        }

        public void Dispose() => version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        void Set(TimeSpan due)
        {
            if (due == Timeout.InfiniteTimeSpan || machine.IsDead)
                return;
            var set = version;
            machine.World.At(machine.Now + due.Ticks, () => Due(set));
        }

        void Due(int set)
        {
            if (set != version)
                return;
            if (period > TimeSpan.Zero)
                Set(period);
            if (posted)
                return;
            posted = true;
            machine.Post(() =>
            {
                posted = false;
                if (set == version)
                    callback(state);
            });
        }
    }
}
