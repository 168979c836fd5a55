using System.Runtime.ExceptionServices;
using Weave.Storage;

namespace Weave.Execution;

/// <content>Waits: what the innermost frame waits for, and how it ends.</content>
sealed partial class ActiveRun
{
    const string Commits = "a commit";

    static readonly TimeSpan longestTimer = TimeSpan.FromDays(1);

    Dictionary<string, ReadOnlyMemory<byte>> outcomes = [];
    StepExecution? step;
    Task<byte[]?>? stepTask;
    Frame? parkedOn;
    ITimer? timer;
    bool stepMayHaveBegun;

    /// <summary>The key of the step that the last commit holds: fixed before its effect begins, never used for another.</summary>
    string StepKey => $"{strand.Id}#{sequence}";

    /// <summary>True if the wait is over and the strand goes on.</summary>
    bool ServeWait() => strand.Innermost switch
    {
        ForeignFrame foreign => ServeForeign(foreign),
        DelayFrame delay => ServeDelay(delay),
        EventFrame wait => ServeEvent(wait),
        StepFrame call => ServeStep(call),
        NearFrame near => ServeNear(near),
        AwayFrame away => ServeAway(away),
        _ => ServeCheckpoint(),
    };

    bool ServeForeign(ForeignFrame foreign)
    {
        if (foreign.IsCompleted)
        {
            strand.EndWait(foreign);
            return true;
        }

        if (strand.CancelWait())
            return true;
        if (parkedOn != foreign)
        {
            parkedOn = foreign;
            Waits("a task of this process");
            foreign.OnCompleted(Signal);
        }

        return false;
    }

    bool ServeCheckpoint()
    {
        if (dirty && (strand.CancelWait() || !CommitWait()))
            return true;
        if (lane.Durable < waitPosition)
            return Waits(Commits);
        strand.EndWait();
        return true;
    }

    bool ServeDelay(DelayFrame delay)
    {
        if (strand.CancelWait())
            return true;
        if (dirty)
        {
            FixTime();
            if (!CommitWait())
                return true;
        }

        var due = delay.Due!.Value;
        if (!WakesAt(due))
        {
            strand.EndWait();
            return true;
        }

        NoteHarmless();
        return Waits($"a delay until {due:u}");
    }

    /// <summary>Has a worker look at the run at a time; false if that is past.</summary>
    bool WakesAt(DateTimeOffset due)
    {
        var left = due - engine.Time.GetUtcNow();
        if (left <= TimeSpan.Zero)
            return false;
        timer ??= engine.Time.CreateTimer(static run => ((ActiveRun)run!).Signal(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(left < longestTimer ? left : longestTimer, Timeout.InfiniteTimeSpan);
        return true;
    }

    bool ServeStep(StepFrame call)
    {
        if (step is null && !received.IsEmpty)
            TakeReceived();
        if (!dirty && outcomes.Remove(StepKey, out var known))
        {
            EndStep(call, engine.Seal.OpenMessage(Run, StepOutcome.MessageId(StepKey), known));
            return true;
        }

        if (stepAt is { } at)
            return Waits($"step {call.Function.Id}, at hub '{at.Hub}'");
        if (step is null)
        {
            if (!stepMayHaveBegun && strand.CancelWait())
                return true;
            if (dirty && !CommitWait())
                return true;
            if (lane.Durable < waitPosition)
                return Waits(Commits);
            BeginStep(call);
            return Waits("step " + call.Function.Id);
        }

        if (!stepTask!.IsCompleted)
        {
            if (strand.Context.CancelDue)
                step.BeginNoMore();
            return false;
        }

        var payload = stepTask.GetAwaiter().GetResult();
        step = null;
        if (payload is null)
        {
            // A cancellation ended the attempts; the step has no outcome.
            stepMayHaveBegun = false;
            return strand.CancelWait() || ServeStep(call);
        }

        lane.Append(StepOutcome.Message(Run, strand.Id, StepKey, payload));
        EndStep(call, payload);
        return true;
    }

    void BeginStep(StepFrame call)
    {
        stepMayHaveBegun = true;
        step = new StepExecution(call, $"{Run}/{StepKey}", engine.Symbols, engine.Machine, engine.Time, trace.Current);
        stepTask = step.RunAsync();
        stepTask.GetAwaiter().UnsafeOnCompleted(Signal);
    }

    /// <summary>The run computes on with the outcome at once; the next commit consumes its message.</summary>
    void EndStep(StepFrame call, ReadOnlyMemory<byte> payload)
    {
        consumed.Add(StepOutcome.MessageId(StepKey));
        stepMayHaveBegun = false;
        StepOutcome.Deliver(strand, call, payload, engine.Symbols);
    }

    /// <summary>Before the run leaves: waits for the attempt under way and appends its outcome, which then waits in the inbox. True when there is nothing left to wait for.</summary>
    bool KeepStepOutcome()
    {
        step!.BeginNoMore();
        if (!stepTask!.IsCompleted)
            return Waits($"step {strand.Innermost!.Function.Id}, before it is given back");
        step = null;
        if (stepTask.GetAwaiter().GetResult() is { } payload)
            stopPosition = lane.Append(StepOutcome.Message(Run, strand.Id, StepKey, payload));
        return true;
    }

    /// <summary>The run has stopped here with an attempt under way: its outcome still reaches the run, whoever owns it by then.</summary>
    void AbandonStep()
    {
        if (step is null || stepTask is null)
            return;
        step.BeginNoMore();
        _ = AppendLateAsync(engine.Machine.Shared(stepTask), StepKey);
    }

    async Task AppendLateAsync(Task<byte[]?> attempt, string key)
    {
        try
        {
            if (await attempt.ConfigureAwait(false) is { } payload)
                await engine.Store.AppendAsync(StepOutcome.Message(Run, strand.Id, key, payload)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Without its outcome in the inbox the step is executed again, with the same key.
            lastError ??= e;
        }
    }

    void FixTime() => (strand.Innermost as TimedFrame)?.Fix(engine.Time.GetUtcNow());

    /// <summary>Commits the wait. False if its frames cannot be encoded: the call that waits throws that.</summary>
    bool CommitWait()
    {
        try
        {
            Commit(RunState.Waiting);
            return true;
        }
        catch (Exception e) when (!engine.Symbols.IsFault(e))
        {
            strand.EndWait(ExceptionDispatchInfo.Capture(e));
            return false;
        }
    }

    /// <summary>A run that was loaded into a wait has run no user code under this claim: dying with the process would prove nothing against it.</summary>
    void NoteHarmless()
    {
        if (dirty || lane.Issued > 0)
            return;
        lane.Commit(new CommitBatch { Run = Run, Epoch = claim.Epoch, Progress = true });
    }

    bool Waits(string what)
    {
        if (what != Commits)
            trace.Wait(what);
        snapshot = new RunSnapshot(strand.Frames, RunActivity.Waiting, what);
        return false;
    }
}
