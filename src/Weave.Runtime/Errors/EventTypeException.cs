namespace Weave;

/// <summary>An event was raised with a value of another type than the run waits for. Thrown to who raises it, where the run is known to wait for it; else by the wait, which then has used the event up.</summary>
public sealed class EventTypeException : WeaveException
{
    /// <param name="run">The run; null outside of one.</param>
    /// <param name="name">The event.</param>
    /// <param name="expected">The type that the run waits for.</param>
    /// <param name="given">The type of the value.</param>
    public EventTypeException(string? run, string name, string expected, string given)
        : base($"The event '{name}' was raised with a value of type '{given}'; the run waits for a '{expected}'.", $"Raise it as that type: RaiseAsync<{expected}>(run, \"{name}\", value).", run)
    {
        Event = name;
        Expected = expected;
        Given = given;
    }

    /// <summary>The event.</summary>
    public string Event { get; }

    /// <summary>The type that the run waits for.</summary>
    public string Expected { get; }

    /// <summary>The type of the value.</summary>
    public string Given { get; }
}
