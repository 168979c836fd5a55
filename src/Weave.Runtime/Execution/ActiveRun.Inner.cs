using Weave.Checkpoints;
using Weave.Cluster;
using Weave.Codecs;
using Weave.State;
using Weave.Storage;

namespace Weave.Execution;

/// <content>
/// Inner frames that are a run of their own, so that they can be somewhere else than their caller's. One commit of the caller decides: it has a frame in their place that holds the new run whole, until the
/// store has it. The inner run's last commit brings what it came to into the caller's inbox. Events stay in the inbox of the run that somebody started: no two frames of one stack wait at the same time.
/// </content>
sealed partial class ActiveRun
{
    static readonly StrandEncoderOptions splitting = new();

    volatile InnerSplit? split;
    InnerSplit? splitServed;
    volatile CallerFrame? caller;
    volatile string? callerRun;
    volatile string? awayRun;
    InboxMessage? marker;
    InboxMessage? innerResult;
    IReadOnlyList<InboxMessage> takenByInner = [];
    Task? creating;
    Task? telling;
    Task<bool>? asking;
    AwayFrame? lookedFor;
    string? resumedFrom;
    bool cancelTold;

    // ---- From outside ------------------------------------------------------------------------------------------------

    /// <summary>Wishes that the inner frames become a run of their own, at the next cut. Null if that is wished already.</summary>
    public InnerSplit? BeginSplit()
    {
        var begun = new InnerSplit(engine.Machine);
        if (Interlocked.CompareExchange(ref split, begun, null) is not null)
            return null;
        if (over)
            FailSplit("it has ended here");
        Stand();
        return begun;
    }

    /// <summary>The wish was taken back.</summary>
    public void EndSplit(InnerSplit ended, string why)
    {
        moveNote = why;
        Interlocked.CompareExchange(ref split, null, ended);
        Signal();
    }

    // ---- On a worker -------------------------------------------------------------------------------------------------

    /// <summary>Takes the stack apart, if it can be now. True if that is settled.</summary>
    bool ServeSplit(InnerSplit wanted)
    {
        if (strand.Context.HasOutcome || strand.Frames.Count == 0)
            return false;
        if (strand.Innermost is ForeignFrame)
        {
            moveNote = "its inner frames move when the task of this process that they await is complete";
            return false;
        }

        // The key of a step is this run's and fixed by its commit: it is carried to its end under it.
        if (strand.Innermost is StepFrame step && !dirty)
        {
            moveNote = $"its inner frames move when step {step.Function.Id} has its outcome";
            return false;
        }

        if (!wanted.Begin())
        {
            Interlocked.CompareExchange(ref split, null, wanted);
            return true;
        }

        var frames = strand.Frames.ToArray();
        try
        {
            if (strand.Innermost is AwayFrame away)
            {
                Answer(wanted, new SplitEnd(Off: $"its inner frames are away as run '{away.Inner}': move that one"));
                return true;
            }

            FixTime();
            var (at, why) = StackBoundary.Find(frames, engine.Symbols);
            if (why is not null)
            {
                Answer(wanted, new SplitEnd(Whole: why));
                return true;
            }

            Split(frames, at);
            Interlocked.CompareExchange(ref split, null, wanted);
            splitServed = wanted;
        }
        catch (Exception e) when (!engine.Symbols.IsFault(e))
        {
            // Nothing was committed: the strand is what it was.
            (awayRun, marker) = (null, null);
            strand.Replace(frames);
            Answer(wanted, new SplitEnd(Off: "its state cannot be saved: " + e.Message));
        }

        return true;
    }

    void Split(Frame[] frames, int at)
    {
        var inner = InnerName();
        var called = new CallerFrame { Run = Run, Root = caller?.Root ?? Run, IsCancelled = cancelNoted && !strand.Context.CancelDue };
        Frame[] callee = [called, .. frames[at..]];
        var header = new CheckpointHeader { Run = inner, Strand = RootStrand, Epoch = 0, Sequence = 0, Modules = [engine.ModuleOf(frames[at])] };
        var state = new StrandEncoder(engine.Symbols, splitting).Encode(callee, header, CheckpointKind.Full);
        awayRun = inner;
        marker = InnerMessages.Marker(Run, inner);
        strand.Replace([.. frames[..at], new AwayFrame { Inner = inner, Callee = frames[at].Function.Id, Needs = string.Join('\n', StackNeeds.Of(callee)), State = state.Bytes.ToArray() }]);
        Commit(RunState.Waiting);
    }

    /// <summary>Names an inner run: after the run that somebody started, however deep it is.</summary>
    string InnerName()
    {
        const string Between = "/inner-";
        const int Longest = 512;
        var root = caller?.Root ?? Run;
        return (root.Length <= Longest ? root : root[..(char.IsHighSurrogate(root[Longest - 1]) ? Longest - 1 : Longest)]) + Between + engine.Options.NewId();
    }

    void Answer(InnerSplit wanted, SplitEnd end)
    {
        Interlocked.CompareExchange(ref split, null, wanted);
        splitServed = null;
        moveNote = end.Inner is { } inner ? $"its inner frames are run '{inner}'" : end.Off;
        wanted.End(end);
    }

    void FailSplit(string why)
    {
        Interlocked.Exchange(ref split, null)?.End(new SplitEnd(Off: why));
        splitServed?.End(new SplitEnd(Off: why));
    }

    /// <summary>The inner frames are a run of their own. True if the wait for it is over.</summary>
    bool ServeAway(AwayFrame away)
    {
        TakeView();
        if (innerResult is { } result && result.Subject == away.Inner)
        {
            EndAway(away, result);
            return true;
        }

        if (lane.Durable < waitPosition)
            return Waits(Commits);
        if (away.State is not null && !ServeCreation(away))
            return Waits($"its inner frames, which become run '{away.Inner}'");
        if (lookedFor != away)
        {
            lookedFor = away;
            Look();
        }

        if (strand.Context.CancelDue && !cancelTold)
        {
            cancelTold = true;
            _ = TellAsync(CancelMessage(away.Inner));
        }

        NoteHarmless();
        return Waits(AwayFrame.WaitsFor(away.Inner));
    }

    /// <summary>Brings the inner run into the store, once, however often that is tried. True when it is there.</summary>
    bool ServeCreation(AwayFrame away)
    {
        if (creating is null)
        {
            creating = CreateInnerAsync(away, away.State!);
            SignalAfter(creating);
        }

        if (!creating.IsCompleted)
            return false;
        creating = null;
        if (lane.Fault is not null)
            return false;
        away.State = null;
        engine.InnerCreated?.Invoke(away.Inner, NeedsOf(away));
        if (splitServed is { } served)
            Answer(served, new SplitEnd(Inner: away.Inner));
        try
        {
            Commit(RunState.Waiting);
        }
        catch (Exception e) when (!engine.Symbols.IsFault(e))
        {
            lastError = e; // the last commit stands: it knows no less
        }

        return true;
    }

    async Task CreateInnerAsync(AwayFrame away, byte[] state)
    {
        try
        {
            var first = new NewRun(away.Inner, away.Callee, BlobHash.Of(state), new StoredCheckpoint(RootStrand, 0, -1, state))
            {
                Needs = NeedsOf(away),
                Upgrade = record.Upgrade,
                Trace = record.Trace,
                Module = code.Pin ?? record.Module,
            };
            await engine.Store.CreateAsync(first).ConfigureAwait(false);
            await engine.Store.AppendAsync(InnerMessages.Caller(away.Inner, Run)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            lane.Close(e);
            Signal();
        }
    }

    static string[] NeedsOf(AwayFrame away) => away.Needs.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The caller's frames go on, as if their callee had returned or thrown here. The next commit consumes what brought that.</summary>
    void EndAway(AwayFrame away, InboxMessage result)
    {
        var payload = engine.Seal.OpenMessage(Run, result.Id, result.Payload);
        consumed.Add(result.Id);
        consumed.Add(InnerMessages.MarkerId(away.Inner));
        if (caller is null)
        {
            foreach (var mark in takenByInner)
            {
                consumed.Add(mark.Id);
                consumed.Add(mark.Subject);
                taken[mark.Subject] = long.MaxValue;
            }
        }

        (awayRun, innerResult, lookedFor, cancelTold) = (null, null, null, false);

        // One that was thrown in the inner frames is not thrown again; one that came too late for them is thrown at the caller's next cut.
        if (InnerResult.Deliver(strand, payload, engine.Symbols))
            strand.Context.TakeCancel();
    }

    /// <summary>What the inbox says about inner runs.</summary>
    void NoteInner(IReadOnlyList<InboxMessage> inbox)
    {
        innerResult = inbox.LastOrDefault(m => m.Kind == MessageKind.ChildResult && m.Subject == awayRun && m.Id != resumedFrom);
        takenByInner = [.. inbox.Where(static m => InnerMessages.IsTaken(m))];
    }

    /// <summary>A run that failed by its inner frames is resumed: what failed goes on, and its failure is forgotten.</summary>
    void ResumeInner(StoredRun from)
    {
        if (awayRun is not { } inner || innerResult is not { } failed || from.Inbox.LastOrDefault(static m => m.Kind == MessageKind.Resume) is not { } resume)
            return;
        if (!InnerResult.IsResumable(engine.Seal.OpenMessage(Run, failed.Id, failed.Payload)))
            return;
        resumedFrom = failed.Id; // a look from before may still show it
        innerResult = null;
        lane.Commit(new CommitBatch { Run = Run, Epoch = claim.Epoch, Consumed = [.. consumed, failed.Id], Outgoing = [InnerMessages.Resume(inner, claim.Epoch, resume.Subject)] });
        consumed.Clear();
    }

    /// <summary>Whether an inner run has taken an event, that is still in the inbox it was raised to.</summary>
    bool IsTakenByInner(InboxMessage message) => takenByInner.Any(t => t.Subject == message.Id);

    /// <summary>Has a worker look again when this is done; who asks looks at once.</summary>
    void SignalAfter(Task done)
    {
        if (!done.IsCompleted)
            done.GetAwaiter().UnsafeOnCompleted(Signal);
    }

    /// <summary>Drops the run, and before that its inner frames that are away. True when it is done.</summary>
    bool ServeTerminate()
    {
        if (awayRun is { } inner)
        {
            if (telling is null)
            {
                telling = TellAsync(TerminateMessage(inner));
                SignalAfter(telling);
            }

            if (!telling.IsCompleted)
                return false;
        }

        FinishTelling(RunState.Terminated, []);
        return true;
    }

    /// <summary>Tells an inner run something, however long the store cannot be reached. One that is not there has ended, or never becomes one.</summary>
    async Task TellAsync(InboxMessage message)
    {
        for (var told = false; !told && !over && lane.Fault is null;)
        {
            try
            {
                await engine.Store.AppendAsync(message).ConfigureAwait(false);
                told = true;
            }
            catch (RunNotFoundException)
            {
                told = true;
            }
            catch (StoreUnavailableException e)
            {
                lane.Close(e);
                Signal();
            }
            catch (Exception e) when (e is not ObjectDisposedException)
            {
                lastError ??= e;
                await engine.Machine.PauseAsync(nextLook, engine.Machine.Clock).ConfigureAwait(false);
            }
        }
    }
}
