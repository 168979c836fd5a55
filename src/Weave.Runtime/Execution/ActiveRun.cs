using Weave.Cluster;
using Weave.Codecs;
using Weave.Modules;
using Weave.State;
using Weave.Storage;
using Weave.Telemetry;

namespace Weave.Execution;

/// <summary>
/// A claimed run at work: its strand, its encoder, its way to the store. Everything but the members under "From outside" happens on one worker at a time;
/// whoever has news sets a flag and signals. A strand is never touched while it waits for the disk, only what it wants to let out does wait.
/// </summary>
sealed partial class ActiveRun : IWork
{
    const int Idle = 0;
    const int Scheduled = 1;
    const int Again = 2;
    const int MaxReloads = 3;
    internal const string RootStrand = "0";

    readonly EngineServices engine;
    readonly RunCode code;
    readonly Func<ActiveRun, RunEnd, RunEnd> forget;
    readonly RunRecord record;
    readonly int messages;
    readonly Strand strand = new(RootStrand);
    readonly RunTrace trace;
    readonly Completion<RunEnd> ended;
    readonly Completion<Unit> settled;
    RunClaim claim;
    CommitLane lane;
    StoredRun? stored;
    StrandEncoder encoder = null!;
    ExecutionContext? flow;
    RunEnd? finalEnd;
    Exception? lastError;
    long finalPosition;
    long stopPosition;
    int reloads;
    int scheduled;
    bool loaded;
    bool dirty;
    volatile bool over;
    volatile bool stopAsked;
    volatile bool giveBackAsked;
    volatile bool terminateAsked;
    volatile bool cancelAsked;
    volatile RunSnapshot? snapshot;

    /// <param name="engine">What all runs share.</param>
    /// <param name="claim">The claim it works under.</param>
    /// <param name="stored">What the store has of it.</param>
    /// <param name="code">The code that goes on with it.</param>
    /// <param name="forget">Called once when it is over, before anybody else hears of it: what they hear is what it returns.</param>
    public ActiveRun(EngineServices engine, RunClaim claim, StoredRun stored, RunCode code, Func<ActiveRun, RunEnd, RunEnd> forget)
    {
        this.engine = engine;
        this.code = code;
        this.forget = forget;
        this.claim = claim;
        this.stored = stored;
        record = stored.Record;
        messages = stored.Inbox.Count;
        trace = new RunTrace(record);
        ended = engine.Machine.NewCompletion<RunEnd>();
        settled = engine.Machine.NewCompletion<Unit>();
        lane = new CommitLane(engine.Store, engine.Machine, Committed, LaneChanged);
        WeaveTelemetry.RunsActive.Tell(1);
        terminateAsked = stored.Inbox.Any(m => m.Kind == MessageKind.Terminate);
        (awayRun, callerRun) = (InnerMessages.InnerIn(stored.Inbox), InnerMessages.CallerIn(stored.Inbox));
        strand.Context.Host = engine.Host;
        storedNeeds = record.Needs;
    }

    // ---- From outside ------------------------------------------------------------------------------------------------

    /// <summary>The run's id.</summary>
    public string Run => claim.Run;

    /// <summary>The epoch of its claim.</summary>
    public long Epoch => claim.Epoch;

    /// <summary>Completes when the run is over for this process. Never faults.</summary>
    public Task<RunEnd> Ended => ended.Task;

    /// <summary>Completes when the run has shown that it does not kill its process at once: it committed, waits, or is over.</summary>
    public Task<Unit> Settled => settled.Task;

    /// <inheritdoc/>
    bool IWork.IsQueued { get; set; }

    /// <summary>Has a worker look at the run; before others, if it shall leave: it stands still meanwhile, or somebody waits for its place.</summary>
    public void Signal()
    {
        Schedule();
        if (IsHurried || split is not null || stopAsked || giveBackAsked || terminateAsked)
            engine.Pool.Hurry(this);
    }

    /// <summary>A mover waits for the worker; while it sends what it has, the run computes on in its turn.</summary>
    bool IsHurried => move is { WantsPart: true } or { Target: not null };

    void Schedule()
    {
        while (true)
        {
            switch (Volatile.Read(ref scheduled))
            {
                case Idle when Interlocked.CompareExchange(ref scheduled, Scheduled, Idle) == Idle:
                    engine.Pool.Enqueue(this);
                    return;
                case Scheduled when Interlocked.CompareExchange(ref scheduled, Again, Scheduled) == Scheduled:
                case Again:
                    return;
            }
        }
    }

    /// <summary>Throws a cancellation at the run's next cut.</summary>
    public void Cancel()
    {
        cancelAsked = true;
        strand.Context.RequestStop(StopRequest.Cancel);
        Signal();
    }

    /// <summary>Drops the run at its next cut, without running user code.</summary>
    public void Terminate()
    {
        terminateAsked = true;
        strand.Context.RequestStop(StopRequest.Move);
        Signal();
    }

    /// <summary>Commits the run at its next cut and gives it back.</summary>
    public void Stop()
    {
        stopAsked = true;
        strand.Context.RequestStop(StopRequest.Move);
        Signal();
    }

    /// <summary>Commits the run at its next cut and gives it back, for another hub to take. An await of a live task ends first.</summary>
    public void GiveBack()
    {
        giveBackAsked = true;
        strand.Context.RequestStop(StopRequest.Move);
        Signal();
    }

    /// <summary>Commits what the strand has computed, at its next cut; it goes on. Nothing happens to one that waits: it is saved.</summary>
    public void Save() => strand.Context.RequestStop(StopRequest.Checkpoint);

    /// <summary>Whether it waits for something other than a worker.</summary>
    public bool IsWaiting => snapshot is { Activity: RunActivity.Waiting };

    /// <summary>The claim is over: stops at once, without writing anything.</summary>
    public void Fence()
    {
        lane.Close(new RunFencedException(Run, claim.Epoch));
        LaneChanged();
    }

    /// <summary>The hub waits no longer for it to reach a cut.</summary>
    public void Abandon(RunEnd end) => ended.TrySet(end);

    /// <summary>What is known of it now.</summary>
    public RunStatus Status()
    {
        var seen = snapshot;
        var end = ended.Task.IsCompletedSuccessfully ? ended.Task.Result : null;
        return new RunStatus
        {
            Run = Run,
            Function = record.Function,
            State = end?.Record?.State ?? (seen?.Activity == RunActivity.Waiting ? RunState.Waiting : RunState.Ready),
            Module = (code.Pin ?? record.Module)?.Hex,
            Activity = end?.Activity ?? seen?.Activity ?? RunActivity.Running,
            Cuts = seen?.Cuts ?? [],
            WaitsFor = end is null ? seen?.WaitsFor : null,
            Checkpoints = Interlocked.Read(ref checkpoints),
            CheckpointBytes = Interlocked.Read(ref checkpointBytes),
            Epoch = claim.Epoch,
            Attempts = Volatile.Read(ref progressed) ? 0 : claim.Attempts,
            StepAttempts = step?.Attempts ?? 0,
            LastError = end?.Error ?? lane.Fault ?? lastError,
            Owner = engine.Hub,
            Move = moveNote,
            Inner = end is null ? awayRun : null,
            Caller = callerRun,
        };
    }

    // ---- On a worker -------------------------------------------------------------------------------------------------

    /// <inheritdoc/>
    public void Execute(nuint stackLimit)
    {
        using var scope = code.Scope.Enter();
        if (flow is not null)
            ExecutionContext.Restore(flow);
        SynchronizationContext.SetSynchronizationContext(null);
        bool again;
        do
        {
            Interlocked.Exchange(ref scheduled, Scheduled);
            try
            {
                again = Advance(stackLimit);
            }
            catch (Exception e)
            {
                again = false;
                SetAside(e);
            }

            flow = ExecutionContext.Capture();
        }
        while (!again && Interlocked.CompareExchange(ref scheduled, Idle, Scheduled) != Scheduled);

        if (!again)
            return;
        engine.Pool.Enqueue(this);
        if (IsHurried)
            engine.Pool.Hurry(this);
    }

    /// <summary>Goes as far as it can. True if it was asked to let others have the worker.</summary>
    bool Advance(nuint stackLimit)
    {
        while (!over)
        {
            // After a long sleep of the process this is what runs first: nothing gets out under a claim that may be another's by now.
            if (!engine.MayRun && lane.Fault is null)
                Fence();
            if (lane.Fault is { } fault)
            {
                End(new RunEnd(null, fault, fault is RunFencedException ? RunActivity.Fenced : RunActivity.Stopped));
            }
            else if (finalEnd is not null)
            {
                if (lane.Durable < finalPosition)
                    return false;
                End(finalEnd);
            }
            else if (move is { Target: not null } leaving)
            {
                if (!ServeHandover(leaving))
                    return false;
            }
            else if (!served.IsEmpty)
            {
                CommitServed();
            }
            else if (terminateAsked)
            {
                if (!ServeTerminate())
                    return false;
            }
            else if (!loaded)
            {
                if (!Load())
                    return false;
            }
            else if (asking is not null)
            {
                if (!ServeCaller())
                    return false;
            }
            else if (IsToLeave && !strand.Context.HasOutcome)
            {
                if (!StopHere())
                    return false;
            }
            else if (move is { } asked && ServeMove(asked))
            {
                return false;
            }
            else if (split is { } wanted && ServeSplit(wanted))
            {
                continue;
            }
            else if (strand.Frames.Count == 0)
            {
                FinishWithOutcome();
            }
            else if (misplaced)
            {
                if (!ServeMisplaced())
                {
                    settled.TrySet(default);
                    return false;
                }
            }
            else if (!strand.Context.HasOutcome && strand.Innermost is WaitFrame or StepFrame)
            {
                NoteCancel();
                if (!ServeWait())
                {
                    settled.TrySet(default);
                    return false;
                }
            }
            else if (RunSlice(stackLimit))
            {
                return true;
            }
        }

        return false;
    }

    bool IsToLeave => stopAsked || (giveBackAsked && strand.Innermost is not ForeignFrame);

    bool RunSlice(nuint stackLimit)
    {
        NoteCancel();
        if (stopAsked || giveBackAsked || strand.Context.CancelDue || move is { WantsPart: true } || split is not null)
            strand.Context.RequestStop(StopRequest.Move); // an outcome is delivered first; the cut after it is the one
        dirty = true;
        awaited = null;
        lastLook = 0;
        trace.Run(claim.Epoch, sequence);
        snapshot = snapshot is { Activity: RunActivity.Running } same ? same : new RunSnapshot(strand.Frames, RunActivity.Running, null);
        StrandStop stop;
        try
        {
            stop = strand.Run(stackLimit);
        }
        catch (CaptureFailedException e)
        {
            Reload(e);
            return false;
        }

        misplaced = stop == StrandStop.Misplaced;
        var requests = strand.Context.TakeRequests();
        if (stop != StrandStop.Requested)
            return false;
        if (requests.HasFlag(StopRequest.Checkpoint))
            CommitPeriodic();
        return requests.HasFlag(StopRequest.Yield);
    }

    void LaneChanged()
    {
        if (lane.Fault is not null)
            strand.Context.RequestStop(StopRequest.Move);
        Signal();
    }

    void NoteCancel()
    {
        if (!cancelAsked || cancelNoted)
            return;
        cancelNoted = true;
        strand.Context.CancelAtNextCut();
    }
}
