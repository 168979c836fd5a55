using Weave.State;

namespace Weave.Execution;

/// <summary>A strand in <see cref="Durable.Delay"/>. The due time is fixed by the commit that saves this frame.</summary>
sealed class DelayFrame : WaitFrame
{
    public static readonly FragmentFunction<Unit> Info = new(
        "Weave.Durable.Delay(System.TimeSpan)",
        [new CutInfo("Delay", "weave-delay-1", "delay:long;due:long")],
        static () => new DelayFrame());

    /// <summary>How long the user asked for.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>When the wait is over (UTC ticks); 0 until somebody who knows the time has set it.</summary>
    public long DueTicks { get; private set; }

    public override FragmentFunction Function => Info;

    public DateTimeOffset Due => new(DueTicks, TimeSpan.Zero);

    /// <summary>Fixes the due time, once.</summary>
    public void Fix(DateTimeOffset now)
    {
        if (DueTicks == 0)
            DueTicks = Delay.Ticks > DateTime.MaxValue.Ticks - now.UtcTicks ? DateTime.MaxValue.Ticks : now.UtcTicks + Delay.Ticks;
    }

    public override void Write(StateWriter writer)
    {
        writer.Put(Delay.Ticks);
        writer.Put(DueTicks);
    }

    public override void Read(StateReader reader)
    {
        Delay = new TimeSpan(reader.Get<long>());
        DueTicks = reader.Get<long>();
        if (DueTicks < 0 || DueTicks > DateTime.MaxValue.Ticks)
            throw new CorruptStateException("A delay in the checkpoint ends outside the calendar.");
    }
}
