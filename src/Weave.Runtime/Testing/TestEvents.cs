using System.Runtime.ExceptionServices;
using Weave.Execution;
using Weave.State;

namespace Weave.Testing;

/// <summary>
/// Events for code that no hub runs: while one is in use, <see cref="Durable.Event{T}"/> takes from it, in a fragment function that is called directly as in one that is woven and
/// driven by a test. An event that is not there does not come: a wait with a timeout ends with it at once, one without fails.
/// </summary>
public sealed class TestEvents : IDisposable
{
    static readonly AsyncLocal<TestEvents?> current = new();

    readonly List<(string Name, string Type, object? Value)> raised = [];
    readonly TestEvents? outer = current.Value;

    /// <summary>In use from here on, in this flow of execution and those it starts, until it is disposed of.</summary>
    public TestEvents() => current.Value = this;

    internal static TestEvents? Current => current.Value;

    /// <summary>Raises an event: the next wait for it that has none yet takes it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>This.</returns>
    public TestEvents Raise<T>(string name, T value)
    {
        lock (raised)
            raised.Add((name, TypeName.Of(typeof(T)), value));
        return this;
    }

    /// <inheritdoc/>
    public void Dispose() => current.Value = outer;

    /// <summary>What a wait outside a run gives.</summary>
    internal static object? Take(string name, string type, TimeSpan? timeout)
    {
        if (Current is not { } events)
            throw new DurableCallException("Durable.Event was called where no hub runs the code, so nobody can raise the event.", "Run it under a hub, in a test `Hub.OpenAsync(new MemoryRunStore())`, or give the events with Weave.Testing.TestEvents.");
        lock (events.raised)
        {
            var index = events.raised.FindIndex(e => e.Name == name);
            if (index < 0 && timeout is { } time)
                throw EventFrame.TimedOut(name, time);
            if (index < 0)
                throw new DurableCallException($"The event '{name}' is waited for, and TestEvents has none of that name left.", "Raise it before the call, or wait with a timeout.");
            var found = events.raised[index];
            events.raised.RemoveAt(index);
            return found.Type == type ? found.Value : throw new EventTypeException(null, name, type, found.Type);
        }
    }

    /// <summary>Ends a strand's wait in the same way.</summary>
    internal static void EndWait(Strand strand, EventFrame wait)
    {
        try
        {
            strand.EndWait(new BoxedOutcome(Take(wait.Name, wait.ValueType, wait.Timeout)));
        }
        catch (Exception e)
        {
            strand.EndWait(ExceptionDispatchInfo.Capture(e));
        }
    }
}
