using System.Collections.Concurrent;
using Weave.Checkpoints;
using Weave.State;
using Weave.Storage;

namespace Weave.Execution;

/// <content>Moves: the strand is encoded for another hub while it runs, stands still, and is handed over or goes on; and a strand that comes from another hub.</content>
sealed partial class ActiveRun
{
    /// <summary>A move's chain is loaded once, from memory: it is never folded.</summary>
    static readonly StrandEncoderOptions moving = new() { MaxDeltas = int.MaxValue, FreeChainBytes = int.MaxValue };

    /// <summary>Bytes of large arrays that one stop of a strand copies while it moves and runs on.</summary>
    const int ArraysAtOnce = 4 << 20;

    readonly ConcurrentQueue<InboxMessage> received = [];
    readonly ConcurrentQueue<string> served = [];
    volatile RunMove? move;
    Task<HandoverEnd>? handover;
    volatile StepPlace? stepAt;
    volatile string? moveNote;
    volatile bool givenAway;

    // ---- From outside ------------------------------------------------------------------------------------------------

    /// <summary>Begins a move. Null if one is under way.</summary>
    /// <param name="incarnation">The membership of this hub.</param>
    /// <param name="note">What its status shall say at the other hub; null for nothing.</param>
    public RunMove? BeginMove(long incarnation, string? note = null)
    {
        var begun = new RunMove(this, engine.Machine) { Incarnation = incarnation, Note = note };
        if (Interlocked.CompareExchange(ref move, begun, null) is not null)
            return null;
        if (over)
            begun.Fail("it has ended here");
        return begun;
    }

    /// <summary>The move is over and the run is still here: it goes on.</summary>
    /// <param name="ended">The move.</param>
    /// <param name="why">What its status says about it.</param>
    public void EndMove(RunMove ended, string why)
    {
        moveNote = why;
        Interlocked.CompareExchange(ref move, null, ended);
        Signal();
    }

    /// <summary>Says in the status what moving it came to.</summary>
    public void NoteMove(string what) => moveNote = what;

    /// <summary>True once it is another hub's, which its worker has perhaps still to see.</summary>
    public bool IsGivenAway => givenAway;

    /// <summary>Where the step is executed that it waits for, if that is another hub.</summary>
    public StepPlace? StepAt => stepAt;

    /// <summary>Has the strand come to a cut soon.</summary>
    public void Stand()
    {
        strand.Context.RequestStop(StopRequest.Move);
        Signal();
    }

    /// <summary>Something reached its inbox.</summary>
    public void Receive(InboxMessage message)
    {
        if (message.Kind == MessageKind.Move)
            engine.MoveAsked?.Invoke(this, message);
        if (message.Kind != MessageKind.StepOutcome || stepAt is null)
            return;
        received.Enqueue(message);
        Signal();
    }

    /// <summary>Notes that a message has been served that does not concern the strand: it is gone with a commit of its own.</summary>
    public void Consume(string message)
    {
        served.Enqueue(message);
        Signal();
    }

    /// <summary>The hub is gone that executed its step, and has left no outcome: it is begun again here, with the same key.</summary>
    public void StepIsLost(StepPlace at)
    {
        if (ReferenceEquals(Interlocked.CompareExchange(ref stepAt, null, at), at))
            Signal();
    }

    /// <summary>Takes the strand that another hub has handed over, before the run is set to work.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="rest">What else there is.</param>
    public void Arrive(IReadOnlyList<Frame> frames, MovedRest rest)
    {
        stored = null;
        strand.Load(frames);
        encoder = new StrandEncoder(engine.Symbols, engine.Encoding);
        sequence = rest.Sequence;
        consumed.AddRange(rest.Consumed);
        foreach (var id in rest.Consumed)
            taken[id] = long.MaxValue; // its next commit consumes it: until then the inbox still shows it
        outcomes = new(rest.Outcomes, StringComparer.Ordinal);
        (timerStored, cancelNoted, cancelStored) = (rest.TimerStored, rest.CancelNoted, rest.CancelStored);
        cancelAsked = cancelAsked || rest.CancelAsked;
        (stepAt, stepMayHaveBegun) = (rest.Step, rest.StepMayHaveBegun);
        if (rest.CancelDue)
            strand.Context.CancelAtNextCut();
        dirty = rest.Dirty;
        moveNote = rest.Note;
        NoteRuns(frames, asks: false);
        loaded = true;
        (strand.Innermost as TimedFrame)?.Bound(engine.Time.GetUtcNow());
        storedNeeds = record.Needs;
        if (code.Pin is { } module)
            lane.Commit(new CommitBatch { Run = Run, Epoch = claim.Epoch, Module = module });
        MarkCheckpoint(engine.Options.CheckpointInterval);
        snapshot = new RunSnapshot(strand.Frames, RunActivity.Running, null);
    }

    // ---- On a worker -------------------------------------------------------------------------------------------------

    /// <summary>Serves a move. True if the strand stands still.</summary>
    bool ServeMove(RunMove asked)
    {
        if (!asked.WantsPart || strand.Context.HasOutcome || strand.Frames.Count == 0)
            return asked.Stands;
        if (strand.Innermost is ForeignFrame)
        {
            moveNote = "moves when the task of this process that it awaits is complete";
            return false;
        }

        // The outcome of a step that has ended here is taken first: it would have to find the run otherwise.
        if (step is not null && stepTask!.IsCompleted)
            return false;
        try
        {
            FixTime();
            asked.Give(EncodeFor(asked));
        }
        catch (Exception e)
        {
            asked.Fail("its state cannot be saved: " + e.Message, e);
        }

        return asked.Stands;
    }

    MovedPart EncodeFor(RunMove asked)
    {
        var stopped = engine.Time.GetTimestamp();
        var to = asked.Encoder ??= new StrandEncoder(engine.Symbols, moving);
        to.RunRoom = asked.IsWhole || asked.IsLast ? null : ArraysAtOnce;
        var state = to.Encode(
            strand.Frames,
            new CheckpointHeader { Run = Run, Strand = strand.Id, Epoch = claim.Epoch, Sequence = asked.Parts++, Modules = [engine.ModuleOf(strand.Frames)] },
            CheckpointKind.Delta);
        asked.IsWhole |= !to.HasRunsLeft;
        return new MovedPart(state, to.HasRunsLeft, asked.IsLast ? RestOf(asked) : null, stopped);
    }

    MovedRest RestOf(RunMove asked) => new()
    {
        Sequence = sequence,
        Epoch = claim.Epoch,
        Attempts = GotFurther ? 0 : claim.Attempts + 1,
        Dirty = dirty,
        CancelAsked = cancelAsked,
        CancelNoted = cancelNoted,
        CancelStored = cancelStored,
        CancelDue = strand.Context.CancelDue,
        TimerStored = timerStored,
        StepMayHaveBegun = stepMayHaveBegun,
        Consumed = [.. consumed],
        Outcomes = new Dictionary<string, ReadOnlyMemory<byte>>(outcomes),
        Note = asked.Note,
        Step = step is null ? stepAt : new StepPlace(engine.Hub, asked.Incarnation, claim.Epoch),
    };

    bool GotFurther => dirty || Volatile.Read(ref progressed);

    /// <summary>Gives the run away, and finds out what came of it. False while that is not known: nobody runs it meanwhile.</summary>
    bool ServeHandover(RunMove asked)
    {
        if (handover is null)
        {
            handover = HandOverAsync(asked, leavesStep: step is not null);
            handover.GetAwaiter().UnsafeOnCompleted(Signal);
        }

        if (!handover.IsCompleted)
            return false;
        var end = handover.Result;
        handover = null;
        switch (end.Result)
        {
            case HandoverResult.Moved:
                LeaveStep();
                move = null;
                End(new RunEnd(null, null, RunActivity.Moved));
                break;
            case HandoverResult.Kept:
                // The lane is a new one: what the old one still had under way is fenced.
                claim = end.Claim!;
                lane = new CommitLane(engine.Store, engine.Machine, Committed, LaneChanged);
                (waitPosition, stopPosition) = (0, 0);
                NoteNewLane();
                break;
            case HandoverResult.Lost or HandoverResult.Unknown:
                lane.Close(end.Cause ?? new RunFencedException(Run, claim.Epoch));
                TellOfStep();
                break;
        }

        asked.Ended(end);
        return true;
    }

    async Task<HandoverEnd> HandOverAsync(RunMove asked, bool leavesStep)
    {
        var end = await HandOverAsync(asked.Target!, asked.TargetIncarnation).ConfigureAwait(false);
        if (end.Result == HandoverResult.Moved && !leavesStep)
        {
            // No step stays behind that the other hub could miss here: it need not wait until this run's worker sees it.
            givenAway = true;
            asked.Tell(end);
        }

        return end;
    }

    /// <summary>The ownership commit, after all others of the run: it decides.</summary>
    async Task<HandoverEnd> HandOverAsync(string target, long membership)
    {
        await lane.Settled().ConfigureAwait(false);
        if (lane.Fault is { } fault)
            return new HandoverEnd(HandoverResult.Lost, Cause: fault);
        try
        {
            var result = await engine.Store.CommitAsync(new CommitBatch { Run = Run, Epoch = claim.Epoch, Handover = target, HandoverIncarnation = membership, Progress = GotFurther }).ConfigureAwait(false);
            return result switch
            {
                CommitResult.Committed => new HandoverEnd(HandoverResult.Moved),
                CommitResult.Refused => new HandoverEnd(HandoverResult.Refused),
                _ => new HandoverEnd(HandoverResult.Lost, Cause: new RunFencedException(Run, claim.Epoch)),
            };
        }
        catch (Exception e)
        {
            return await FindOutAsync(target, e).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Whether a handover that failed was carried out is not known, and it may be still under way: a new claim of this hub's own settles it, because it either comes before and fences
    /// the handover, or finds the run given away.
    /// </summary>
    async Task<HandoverEnd> FindOutAsync(string target, Exception cause)
    {
        var pause = TimeSpan.FromMilliseconds(10);
        while (lane.Fault is null && !stopAsked)
        {
            try
            {
                if (await engine.Store.ClaimAsync(Run, engine.Hub, engine.ClaimLease).ConfigureAwait(false) is { } again)
                {
                    if (again.Epoch == claim.Epoch + 1)
                        return new HandoverEnd(HandoverResult.Kept, again, cause);
                    await engine.Store.ReleaseAsync(Run, again.Epoch).ConfigureAwait(false);
                    return new HandoverEnd(HandoverResult.Lost, Cause: cause);
                }

                var record = await engine.Store.FindAsync(Run).ConfigureAwait(false);
                var gone = record is not null && record.Epoch > claim.Epoch && (record.Owner == target || record.State.IsFinal());
                return gone ? new HandoverEnd(HandoverResult.Moved) : new HandoverEnd(HandoverResult.Lost, Cause: new RunFencedException(Run, claim.Epoch));
            }
            catch (WeaveException)
            {
                await engine.Machine.PauseAsync(pause, engine.Time).ConfigureAwait(false);
                pause = pause < TimeSpan.FromSeconds(1) ? pause * 2 : pause;
            }
            catch (ObjectDisposedException e)
            {
                return new HandoverEnd(HandoverResult.Unknown, Cause: e);
            }
        }

        return new HandoverEnd(HandoverResult.Unknown, Cause: lane.Fault ?? cause);
    }

    void CommitServed()
    {
        var ids = new List<string>();
        while (served.TryDequeue(out var id))
            ids.Add(id);
        lane.Commit(new CommitBatch { Run = Run, Epoch = claim.Epoch, Consumed = ids });
    }

    /// <summary>The run goes, the step in flight stays.</summary>
    void LeaveStep()
    {
        if (step is not { } staying)
            return;
        step = null;
        engine.StepsLeft.Add(Run, strand.Id, StepKey, claim.Epoch, staying, stepTask!);
    }

    /// <summary>Before the run leaves: whoever has it next would begin the step again while the other hub executes it. Its outcome, or word that it is lost, comes first.</summary>
    bool StepIsElsewhere()
    {
        TakeReceived();
        if (stepAt is not { } at)
            return false;
        Waits($"step {strand.Innermost!.Function.Id}, at hub '{at.Hub}', before it is given back");
        return true;
    }

    /// <summary>Takes what came from the hub that executes the step.</summary>
    void TakeReceived()
    {
        while (received.TryDequeue(out var message))
        {
            if (message.Subject != StepKey)
                continue;
            if (message.Id == StepOutcome.MessageId(StepKey))
            {
                outcomes[StepKey] = message.Payload;
                stepAt = null;
            }
            else if (stepAt is { } at && message.Id == StepsLeft.BackId(StepKey, at.Epoch))
            {
                consumed.Add(message.Id);
                (stepAt, stepMayHaveBegun) = (null, false);
            }
        }
    }
}
