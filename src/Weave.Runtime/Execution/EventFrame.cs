using Weave.State;

namespace Weave.Execution;

/// <summary>A strand in <see cref="Durable.Event{T}"/>. It knows the type of the value by name alone: whoever takes the value decodes it.</summary>
sealed class EventFrame : TimedFrame
{
    const long NoTimeout = -1;

    public static readonly FragmentFunction<Unit> Info = new(
        "Weave.Durable.Event(string,System.TimeSpan?)",
        [new CutInfo("Event", "weave-event-1", "name:string;type:string;timeout:long;due:long")],
        static () => new EventFrame());

    /// <summary>The event's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The type of its value, as schemas name it.</summary>
    public string ValueType { get; set; } = "";

    /// <summary>How long the user wants to wait; null for as long as it takes.</summary>
    public TimeSpan? Timeout { get; set; }

    public override TimeSpan? Length => Timeout;

    public override FragmentFunction Function => Info;

    /// <summary>What the wait throws when the time is over.</summary>
    public static TimeoutException TimedOut(string name, TimeSpan timeout) => new($"The event '{name}' did not come within {timeout}.");

    public override void Write(StateWriter writer)
    {
        writer.Put(Name);
        writer.Put(ValueType);
        writer.Put(Timeout?.Ticks ?? NoTimeout);
        writer.Put(DueTicks);
    }

    public override void Read(StateReader reader)
    {
        Name = reader.Get<string>() ?? throw reader.Corrupt("an event has no name");
        ValueType = reader.Get<string>() ?? throw reader.Corrupt("an event's value has no type");
        Timeout = reader.Get<long>() is >= 0 and var ticks ? new TimeSpan(ticks) : null;
        ReadDue(reader.Get<long>());
    }
}
