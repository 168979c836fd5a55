using Weave.Codecs;
using Weave.Evolution;
using Weave.Storage;
using Weave.Telemetry;

namespace Weave.Execution;

/// <content>Ends: with an outcome, by a close of the hub, or because it cannot go on here.</content>
sealed partial class ActiveRun
{
    /// <summary>Saves what there is to save and gives the run back. True if the strand must run on to its next cut first.</summary>
    bool StopHere()
    {
        if (strand.Innermost is null)
        {
            FinishWithOutcome();
            return true;
        }

        if (strand.Innermost is not ForeignFrame)
        {
            if (step is not null && !KeepStepOutcome())
                return false;
            if (StepIsElsewhere())
                return false;
            if (dirty)
            {
                FixTime();
                stopPosition = Commit(strand.Innermost is WaitFrame or StepFrame ? RunState.Waiting : RunState.Ready);
            }

            if (lane.Durable < stopPosition)
                return false;
        }

        End(new RunEnd(null, new HubClosedException(Run), stopAsked ? RunActivity.Stopped : RunActivity.None));
        return true;
    }

    void FinishWithOutcome()
    {
        var ctx = strand.Context;
        ctx.Attach(0);
        try
        {
            var function = CodeRules.Current.FunctionOf(record.Function)
                ?? throw new ContractMismatchException(record.Function, "the function is not in this process any more.", Run);
            FinishTelling(RunState.Completed, function.EncodeResult(ctx, engine.Symbols));
        }
        catch (OperationCanceledException e) when (cancelNoted && !ctx.CancelDue)
        {
            FinishTelling(RunState.Cancelled, ExceptionCodec.Encode(e));
        }
        catch (Exception e) when (!engine.Symbols.IsFault(e))
        {
            FinishTelling(RunState.Failed, ExceptionCodec.Encode(e));
        }
        finally
        {
            ctx.Detach();
        }
    }

    /// <summary>Commits the end. A run that failed or is set aside keeps its checkpoints and what it has not consumed, so that it can be resumed.</summary>
    void Finish(RunState state, byte[] outcome) => Finish(state, outcome, []);

    /// <summary>Commits the end of all that its frames had to do: whoever waits for it hears of it.</summary>
    void FinishTelling(RunState state, byte[] outcome) => Finish(state, outcome, InnerEnd(state, outcome));

    void Finish(RunState state, byte[] outcome, IReadOnlyList<InboxMessage> outgoing)
    {
        finalEnd = new RunEnd(record with { State = state, Outcome = outcome, Owner = null, Epoch = claim.Epoch }, null, RunActivity.None);
        finalPosition = lane.Commit(new CommitBatch
        {
            Run = Run,
            Epoch = claim.Epoch,
            State = state,
            Outcome = outcome,
            Outgoing = outgoing,
            Consumed = code.IsAsked && !loaded ? [.. consumed] : [],
            EndedStrands = state.IsResumable() ? [] : [strand.Id],
        });
    }

    /// <summary>The run cannot go on: without its store it stops; bad bytes are quarantined; anything else is left for code that can use it.</summary>
    void SetAside(Exception cause)
    {
        lastError = cause;
        if (over || finalEnd is not null)
            return;
        if (engine.Symbols.IsFault(cause))
        {
            End(new RunEnd(null, cause, RunActivity.Stopped));
        }
        else if (cause is CorruptStateException)
        {
            Finish(RunState.Quarantined, ExceptionCodec.Encode(cause));
            Signal();
        }
        else
        {
            End(new RunEnd(null, cause, RunActivity.Blocked) { Messages = messages });
        }
    }

    void End(RunEnd end)
    {
        if (over)
            return;
        over = true;
        trace.End(end);
        WeaveTelemetry.RunsActive.Tell(-1);
        if (end.Record is { } last)
            WeaveTelemetry.RunsEnded.Tell(1, new KeyValuePair<string, object?>("weave.state", last.State.ToString().ToLowerInvariant()));
        timer?.Dispose();
        engine.InnerRuns.TryRemove(this, out _);
        FailSplit(end.Record is null ? "it has stopped here" : "it has ended");
        if (end.Record is null && move is { Target: not null })
            TellOfStep();
        move?.Fail(end.Record is null ? "it has stopped here" : "it has ended", end.Error);
        AbandonStep();
        settled.TrySet(default);
        _ = EndAsync(end);
    }

    /// <summary>Whether the other hub has the run is not known here: if it has, it waits for this one to tell of the step.</summary>
    void TellOfStep()
    {
        var staying = step;
        LeaveStep();
        staying?.BeginNoMore();
    }

    async Task EndAsync(RunEnd end)
    {
        if (end.Record is null && end.Activity is not (RunActivity.Fenced or RunActivity.Moved) && await engine.GiveBackAsync(claim).ConfigureAwait(false) is { } error)
            lastError ??= error;
        code.Release?.Invoke();
        ended.TrySet(forget(this, end));
    }
}
