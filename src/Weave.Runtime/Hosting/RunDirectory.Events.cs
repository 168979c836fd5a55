using Weave.Cluster;
using Weave.Execution;
using Weave.State;
using Weave.Storage;
using Weave.Telemetry;

namespace Weave;

/// <content>Events on their way to runs.</content>
sealed partial class RunDirectory
{
    /// <summary>Appends an event to a run's inbox, and has the run look if it is at work here.</summary>
    public async Task RaiseAsync<T>(string run, string name, T value, string? id, CancellationToken cancel)
    {
        StoreRules.CheckName(name, "event name");
        var given = TypeName.Of(typeof(T));
        if (Find(run)?.Awaits(name) is { } expected && expected != given)
            throw new EventTypeException(run, name, expected, given);
        var payload = StateBytes.Encode(value, engine.Symbols);
        await Store.AppendAsync(EventMessage.Of(run, id ?? engine.Options.NewId(), name, payload), cancel).ConfigureAwait(false);
        WeaveTelemetry.EventsRaised.Tell(1);
        Look(run);
    }

    /// <summary>A run that is being loaded may have read its inbox before.</summary>
    static async Task LookWhenFilledAsync(Activation activation) => (await activation.Filled.ConfigureAwait(false))?.Look();

    /// <summary>Has a run look at what has come for it, if it is at work here.</summary>
    public void Look(string run)
    {
        if (active.TryGetValue(run, out var activation))
            _ = LookWhenFilledAsync(activation);
        LookFor(run);
    }

    /// <summary>Has the inner runs look that are at work here for a run: what is raised for it may be for them.</summary>
    void LookFor(string root)
    {
        foreach (var (inner, whose) in engine.InnerRuns)
        {
            if (whose == root)
                inner.Look();
        }
    }

    /// <summary>The run that is at work here, or null.</summary>
    public ActiveRun? Find(string run) => active.GetValueOrDefault(run)?.Now;

    /// <summary>Has the runs look that something has come for.</summary>
    async Task LookAsync()
    {
        if (await Store.UnreadAsync(closing).ConfigureAwait(false) is { } unread)
        {
            foreach (var run in unread)
                Look(run);
            return;
        }

        foreach (var run in Active)
            run.Look();
    }
}
