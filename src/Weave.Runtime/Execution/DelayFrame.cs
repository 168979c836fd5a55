using Weave.State;

namespace Weave.Execution;

/// <summary>A strand in <see cref="Durable.Delay"/>.</summary>
sealed class DelayFrame : TimedFrame
{
    public static readonly FragmentFunction<Unit> Info = new(
        "Weave.Durable.Delay(System.TimeSpan)",
        [new CutInfo("Delay", "weave-delay-1", "delay:long;due:long")],
        static () => new DelayFrame());

    /// <summary>How long the user asked for.</summary>
    public TimeSpan Delay { get; set; }

    public override TimeSpan? Length => Delay;

    public override FragmentFunction Function => Info;

    public override void Write(StateWriter writer)
    {
        writer.Put(Delay.Ticks);
        writer.Put(DueTicks);
    }

    public override void Read(StateReader reader)
    {
        Delay = reader.Get<long>() is >= 0 and var ticks ? new TimeSpan(ticks) : throw reader.Corrupt("a delay has a negative length");
        ReadDue(reader.Get<long>());
    }
}
