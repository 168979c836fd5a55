using System.Collections.Concurrent;
using Weave.Cluster;
using Weave.Codecs;
using Weave.Execution;
using Weave.Modules;
using Weave.State;
using Weave.Storage;

namespace Weave;

/// <summary>The runs as one hub sees them: those at work here, those that stopped here, and the store for all others.</summary>
sealed partial class RunDirectory
{
    /// <summary>Runs that a drain moves at the same time.</summary>
    const int MovedAtOnce = 8;

    readonly EngineServices engine;
    readonly CancellationToken closing;
    readonly ConcurrentDictionary<string, Activation> active = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, RunEnd> stopped = new(StringComparer.Ordinal);
    readonly CodeChoice codes;

    /// <param name="engine">What all runs share.</param>
    /// <param name="hub">What the hub announces of itself.</param>
    /// <param name="cluster">The store, if several hubs own it; else null.</param>
    /// <param name="closing">The hub closes.</param>
    public RunDirectory(EngineServices engine, HubInfo hub, IClusterStore? cluster, CancellationToken closing)
    {
        this.engine = engine;
        this.closing = closing;
        codes = new CodeChoice(engine);
        Claims = cluster is null ? new EmbeddedClaims(this, engine, hub.Id, closing) : new ClusterClaims(this, engine, cluster, hub, closing);
        engine.Claims = Claims;
        engine.InnerCreated = (run, needs) => Begin(run, needs);
        engine.Host = new ThisHost(hub, () => Claims.Members);
        if (hub.Address.Length == 0)
            engine.MoveAsked = RefuseToMove;
    }

    /// <summary>How the hub comes to runs.</summary>
    public IClaiming Claims { get; }

    IRunStore Store => engine.Store;

    /// <summary>The runs at work here.</summary>
    public IEnumerable<ActiveRun> Active => active.Values.Select(static a => a.Now).OfType<ActiveRun>();

    /// <summary>Claims under way, and those made.</summary>
    public Task Activations => Task.WhenAll(active.Values.Select(static a => a.Filled));

    /// <summary>Runs that this hub cannot go on with.</summary>
    public IReadOnlyCollection<string> Blocked => stopped.IsEmpty ? [] : [.. stopped.Where(static s => s.Value.Activity == RunActivity.Blocked).Select(static s => s.Key)];

    /// <summary>How busy the hub is.</summary>
    public HubLoad Load
    {
        get
        {
            var runs = 0;
            var running = 0;
            foreach (var run in Active)
            {
                runs++;
                running += run.IsWaiting ? 0 : 1;
            }

            return new HubLoad(runs, running);
        }
    }

    // ---- Claiming ----------------------------------------------------------------------------------------------------

    /// <summary>Whether the run has stopped here and waits for somebody to say more.</summary>
    public bool HasStopped(string run) => stopped.ContainsKey(run);

    /// <summary>The run cannot be read here.</summary>
    public void Block(string run, Exception cause) => stopped[run] = new RunEnd(null, cause, RunActivity.Blocked);

    /// <summary>Claims a run and sets it to work, once; what comes of it shows in its status and result.</summary>
    /// <param name="run">The run.</param>
    /// <param name="needs">What it needs of a hub, if that is known.</param>
    public Activation Begin(string run, IReadOnlyList<string>? needs = null)
    {
        var mine = new Activation(run, Claims.Term, engine.Machine);
        var there = active.GetOrAdd(run, mine);
        if (there == mine)
            _ = ClaimAsync(mine, needs);
        return there;
    }

    /// <summary>As above, when it is its turn.</summary>
    public Activation Begin(string run, Task turn, out bool isNew)
    {
        var mine = new Activation(run, Claims.Term, engine.Machine);
        var there = active.GetOrAdd(run, mine);
        isNew = there == mine;
        if (isNew)
            _ = InTurnAsync();
        return there;

        async Task InTurnAsync()
        {
            await turn.ConfigureAwait(false);
            await ClaimAsync(mine, null).ConfigureAwait(false);
        }
    }

    /// <summary>Sets a run to work that was claimed in this term. An older claim of it that is at work here is over.</summary>
    public async Task<Activation> AdoptAsync(RunClaim claim, int term)
    {
        while (true)
        {
            var mine = new Activation(claim.Run, term, engine.Machine);
            var there = active.GetOrAdd(claim.Run, mine);
            if (there == mine)
            {
                await RunAsync(mine, claim).ConfigureAwait(false);
                return mine;
            }

            if (await there.Filled.ConfigureAwait(false) is { } run)
            {
                if (run.Epoch >= claim.Epoch)
                    return there;
                run.Fence();
            }

            Remove(there);
        }
    }

    async Task ClaimAsync(Activation mine, IReadOnlyList<string>? needs)
    {
        try
        {
            closing.ThrowIfCancellationRequested();
            if (!IsArriving(mine.Run) && await Claims.ClaimAsync(mine.Run, needs).ConfigureAwait(false) is { } claim)
            {
                await RunAsync(mine, claim).ConfigureAwait(false);
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // The hub closes.
        }
        catch (Exception e)
        {
            Stopped(mine.Run, e, 0);
        }

        Remove(mine);
        mine.Fill(null);
    }

    async Task RunAsync(Activation mine, RunClaim claim)
    {
        ActiveRun? run = null;
        var messages = 0;
        var isToMove = false;
        try
        {
            var stored = await engine.LoadAsync(mine.Run).ConfigureAwait(false);
            messages = stored.Inbox.Count;
            isToMove = stored.Inbox.Any(static m => m.Kind == MessageKind.Move);
            run = new ActiveRun(engine, claim, stored, await codes.ForAsync(claim, stored).ConfigureAwait(false), (ended, end) => Forget(mine, ended, end));
            if (closing.IsCancellationRequested)
                run.Stop();
            run.Signal();
        }
        catch (Exception e)
        {
            Stopped(mine.Run, e, messages);
            Remove(mine);
            await engine.GiveBackAsync(claim).ConfigureAwait(false);
        }

        mine.Fill(run);

        // Everything that was claimed may have been stopped meanwhile.
        if (run is not null && mine.Term != Claims.Term)
        {
            Fence(mine, run);
            await engine.GiveBackAsync(claim).ConfigureAwait(false); // it may be one of the new membership
        }

        if (isToMove)
            run?.Look(); // a hub before this one has left the request
    }

    void Stopped(string run, Exception error, int messages)
    {
        var end = new RunEnd(null, error, error is CorruptStoreException or ModuleUnavailableException ? RunActivity.Blocked : RunActivity.Stopped) { Messages = messages };
        if (!Claims.GoesOn(run, end))
            stopped[run] = end;
    }

    RunEnd Forget(Activation activation, ActiveRun run, RunEnd end)
    {
        Remove(activation);
        var left = end with { GoesOn = Claims.GoesOn(run.Run, end) && end.Record is null };
        if (!left.GoesOn && left.Record is null)
            stopped[run.Run] = left;
        return left;
    }

    void Remove(Activation activation) => active.TryRemove(KeyValuePair.Create(activation.Run, activation));

    // ---- All at once -------------------------------------------------------------------------------------------------

    /// <summary>Asks every strand that runs for a checkpoint, now.</summary>
    public void SaveAll()
    {
        foreach (var run in Active)
            run.Save();
    }

    /// <summary>Nothing that was claimed before may run any more: each strand leaves at its next cut, and writes nothing.</summary>
    public void FenceAll()
    {
        foreach (var activation in active.Values)
        {
            if (activation.Term != Claims.Term && activation.Now is { } run)
                Fence(activation, run);
        }
    }

    /// <summary>
    /// Has every run leave: one that computes is moved, if there is a way, and stands still for a moment only; any other is committed at its next cut and given back, so that another hub can take it.
    /// Completes when none is left.
    /// </summary>
    public async Task GiveAwayAllAsync()
    {
        while (!active.IsEmpty)
        {
            await Activations.ConfigureAwait(false);
            foreach (var some in Active.Where(static r => !r.IsWaiting || r.StepAt is not null).Chunk(MovedAtOnce))
                await Task.WhenAll(some.Select(MoveAwayAsync)).ConfigureAwait(false);
            var rest = Active.ToArray();
            foreach (var run in rest)
                run.GiveBack();
            await Task.WhenAll(rest.Select(static r => r.Ended)).ConfigureAwait(false);
        }
    }

    /// <summary>Why this hub does not take a run that another one would send, or null if it does.</summary>
    public string? WhyNot(RunRecord run)
    {
        var missing = engine.Host!.Missing(run.Needs);
        return !Claims.Takes ? "it takes no more runs." : missing.Count > 0 ? $"it lacks {string.Join(", ", missing)}." : null;
    }

    /// <summary>The other hub that should have a run, or null.</summary>
    public HubRecord? Place(RunRecord run) => Place(run.Needs);

    HubRecord? Place(IReadOnlyList<string> needs) => engine.Options.Placement.Choose([.. Claims.Members.Where(m => m.Hub.Id != engine.Hub)], needs);

    async Task MoveAwayAsync(ActiveRun run)
    {
        if (engine.MoveAway is not { } move || Place(run.Needs) is not { } target)
            return;
        try
        {
            await move(run.Run, target.Hub.Id, closing).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WeaveException or OperationCanceledException)
        {
            // It is given back instead.
        }
    }

    void Fence(Activation activation, ActiveRun run)
    {
        run.Fence();
        Remove(activation);
        run.Abandon(new RunEnd(null, new RunFencedException(run.Run, run.Epoch), RunActivity.Fenced) { GoesOn = true });
    }

    // ---- Messages ----------------------------------------------------------------------------------------------------

    /// <summary>Has every run look at its inbox.</summary>
    public async Task ReceiveAllAsync()
    {
        await LookAsync().ConfigureAwait(false);
        foreach (var run in engine.StepsLeft.Runs)
            await ReceiveForStepAsync(run).ConfigureAwait(false);
        foreach (var (run, end) in stopped)
            await TryAgainAsync(run, end).ConfigureAwait(false);
    }

    /// <summary>Has one run look at its inbox, if it is here.</summary>
    public async Task ReceiveAsync(string id)
    {
        Look(id);
        if (active.ContainsKey(id))
            return;
        if (engine.StepsLeft.Has(id))
            await ReceiveForStepAsync(id).ConfigureAwait(false);
        else if (stopped.TryGetValue(id, out var end))
            await TryAgainAsync(id, end).ConfigureAwait(false);
    }

    /// <summary>A message to a run that is blocked here may say what to do with it.</summary>
    async Task TryAgainAsync(string run, RunEnd end)
    {
        if (end.Activity != RunActivity.Blocked || end.Error is CorruptStoreException)
            return;
        try
        {
            if ((await Store.InboxAsync(run, closing).ConfigureAwait(false)).Count > end.Messages && stopped.TryRemove(run, out _))
                Begin(run);
        }
        catch (Exception e) when (e is CorruptStoreException or RunNotFoundException)
        {
            // It stays blocked, and keeps nobody from looking after the others.
        }
    }
}
