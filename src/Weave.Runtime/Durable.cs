using System.ComponentModel;
using Weave.Execution;
using Weave.State;
using Weave.Storage;

namespace Weave;

/// <summary>The waits and services a fragment function can use. Outside a run they do what plain C# would do.</summary>
public static class Durable
{
    /// <summary>The longest single wait of the task library.</summary>
    static readonly TimeSpan longestTimer = TimeSpan.FromDays(49);

    /// <summary>Waits; inside a run the wait is durable: it costs no thread, and the run goes on after a restart when the time has come. Outside a run: a plain delay of the task library.</summary>
    /// <param name="delay">How long; zero or more.</param>
    /// <exception cref="DurableCallException">Reached inside a run through plain code, where the wait could not be recorded.</exception>
    public static Task Delay(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        RefuseInRun("Delay");
        return PlainDelay(delay);
    }

    /// <summary>
    /// Waits for an event that somebody raises with <c>RaiseAsync</c>, and gives its value. One that was raised before is taken at once; each is taken by one wait, in the order in which they came.
    /// The wait is durable, as that of <see cref="Delay"/> is. Outside a run it throws; <see cref="Testing.TestEvents"/> gives events to code that is called directly.
    /// </summary>
    /// <param name="name">The event's name.</param>
    /// <param name="timeout">How long to wait, from the commit that saves the wait; zero for what is there already, null for as long as it takes.</param>
    /// <typeparam name="T">The type of its value: exactly that which it is raised with.</typeparam>
    /// <exception cref="TimeoutException">It did not come in time. An event that comes later stays for the next wait.</exception>
    /// <exception cref="EventTypeException">It came with a value of another type; that event is used up.</exception>
    /// <exception cref="DurableCallException">Called outside a run, or reached inside one through plain code.</exception>
    public static Task<T> Event<T>(string name, TimeSpan? timeout = null)
    {
        CheckEvent(name, timeout);
        RefuseInRun("Event");
        return Task.FromResult((T)Testing.TestEvents.Take(name, TypeName.Of(typeof(T)), timeout)!);
    }

    /// <summary>Commits a checkpoint here: when it returns, everything before it survives the process. Outside a run: nothing.</summary>
    /// <exception cref="DurableCallException">Reached inside a run through plain code, where nothing can be committed.</exception>
    public static Task Checkpoint()
    {
        RefuseInRun("Checkpoint");
        return Task.CompletedTask;
    }

    /// <summary>
    /// Goes on where the data is: on a hub that offers this data resource. The run moves there, or waits until there is such a hub; its status says what it waits for. Outside a run: nothing.
    /// </summary>
    /// <param name="data">The data resource, as hubs announce it.</param>
    /// <exception cref="DurableCallException">Reached inside a run through plain code, which cannot be moved.</exception>
    public static Task MoveNear(string data)
    {
        ArgumentException.ThrowIfNullOrEmpty(data);
        RefuseInRun("MoveNear");
        return Task.CompletedTask;
    }

    /// <summary>Inside a <see cref="StepAttribute">step</see> that a run executes: the same for every attempt of that step and for no other step. Outside a run: a new Guid per call.</summary>
    /// <exception cref="DurableCallException">Used inside a run, but not in a step.</exception>
    public static string IdempotencyKey => RunScope.Current switch
    {
        null => Guid.NewGuid().ToString("N"),
        { IdempotencyKey: { } key } => key,
        _ => throw new DurableCallException("Durable.IdempotencyKey was used inside a run, outside a step.", "Use it in a [Step] method, where it names the step."),
    };

#pragma warning disable IDE1006 // the woven twins
    /// <summary>The woven twin of <see cref="Delay"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Delay__woven(RunContext ctx, TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        if (delay > TimeSpan.Zero)
            ctx.Save(new DelayFrame { Delay = delay });
    }

    /// <summary>The woven twin of <see cref="MoveNear"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void MoveNear__woven(RunContext ctx, string data)
    {
        ArgumentException.ThrowIfNullOrEmpty(data);
        if (ctx.Host?.Offers(Cluster.Offer.Data(data)) == false)
            ctx.Save(new NearFrame { Data = data });
    }

    /// <summary>The woven twin of <see cref="Event{T}"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static T Event__woven<T>(RunContext ctx, string name, TimeSpan? timeout = null)
    {
        CheckEvent(name, timeout);
        ctx.Save(new EventFrame { Name = name, ValueType = TypeName.Of(typeof(T)), Timeout = timeout });
        return default!;
    }

    /// <summary>The woven twin of <see cref="Checkpoint"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Checkpoint__woven(RunContext ctx) => ctx.Save(new CheckpointFrame());
#pragma warning restore IDE1006

    static async Task PlainDelay(TimeSpan delay)
    {
        for (; delay > longestTimer; delay -= longestTimer)
            await Task.Delay(longestTimer, TimeProvider.System).ConfigureAwait(false);
        await Task.Delay(delay, TimeProvider.System).ConfigureAwait(false);
    }

    static void CheckEvent(string name, TimeSpan? timeout)
    {
        StoreRules.CheckName(name, "event name");
        if (timeout is { } time)
            ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, nameof(timeout));
    }

    static void RefuseInRun(string member)
    {
        if (RunScope.Current is { } scope)
        {
            throw scope.IdempotencyKey is null
                ? new DurableCallException($"Durable.{member} was reached inside a run through plain code, which the run cannot record.", "Call it directly in a [Fragment] method.")
                : new DurableCallException($"Durable.{member} was called in a step, which the run executes as a whole.", "Call it in the [Fragment] method that calls the step.");
        }
    }
}
