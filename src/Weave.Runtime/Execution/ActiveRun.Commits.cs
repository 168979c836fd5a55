using Weave.Checkpoints;
using Weave.State;
using Weave.Storage;
using Weave.Telemetry;

namespace Weave.Execution;

/// <content>Checkpoints: what goes into a commit, and when one is due.</content>
sealed partial class ActiveRun
{
    /// <summary>At most one part in so many of the time goes into checkpoints.</summary>
    const int CheckpointShare = 10;

    const string DelayKey = "delay";
    const string CancelId = "cancel";
    const string CancelThrownId = "cancel/thrown";

    readonly List<string> consumed = [];
    long sequence;
    long waitPosition;
    long lastCheckpoint;
    long checkpointDueTicks;
    long checkpoints;
    long checkpointBytes;
    int largeSeen;
    bool progressed;
    bool timerStored;
    bool cancelNoted;
    bool cancelStored;

    /// <inheritdoc/>
    public void Tick(bool yield)
    {
        if (yield)
            strand.Context.RequestStop(StopRequest.Yield);
        if (CheckpointIsDue())
            strand.Context.RequestStop(StopRequest.Checkpoint);
    }

    /// <summary>The message that asks for a cancellation. Its id says that a run is cancelled once.</summary>
    public static InboxMessage CancelMessage(string run) => new(run, CancelId, MessageKind.Cancel, null, "", default);

    /// <summary>The message that asks to drop the run.</summary>
    public static InboxMessage TerminateMessage(string run) => new(run, "terminate", MessageKind.Terminate, null, "", default);

    bool CheckpointIsDue()
    {
        var last = Volatile.Read(ref lastCheckpoint);
        return last != 0
            && engine.Options.CheckpointInterval != Timeout.InfiniteTimeSpan
            && lane.Durable == lane.Issued
            && engine.Time.GetElapsedTime(last) >= new TimeSpan(Interlocked.Read(ref checkpointDueTicks));
    }

    /// <summary>Begins where the store's last commit left off.</summary>
    void TakeOver(long lastSequence, StoredRun from)
    {
        sequence = lastSequence;
        waitPosition = 0;
        consumed.Clear();
        timerStored = from.Timers.Any(t => t.Strand == strand.Id && t.Key == DelayKey);
        cancelStored = caller is { IsCancelled: true } || from.Inbox.Any(m => m.Id == CancelThrownId);
        cancelNoted = cancelStored;
        cancelAsked = cancelStored || cancelAsked || from.Inbox.Any(m => m.Kind == MessageKind.Cancel);
        outcomes = [];
        foreach (var message in from.Inbox)
        {
            if (message.Kind == MessageKind.StepOutcome && message.Id == StepOutcome.MessageId(message.Subject))
                outcomes[message.Subject] = message.Payload;
        }

        TakeOverInbox(from);
        TakeOverEvents(from);
        stepMayHaveBegun = strand.Innermost is StepFrame;
        // A run that may have killed its process gets a chance to show soon that it did not.
        MarkCheckpoint(claim.Attempts > 1 ? engine.Options.CheckpointInterval / 10 : engine.Options.CheckpointInterval);
    }

    /// <summary>What asked for this claim is consumed by its first commit.</summary>
    void TakeOverInbox(StoredRun from) => consumed.AddRange(from.Inbox.Where(m => m.Kind == MessageKind.Resume).Select(m => m.Id));

    /// <summary>Commits the strand as it stands. Throws what its values' codecs throw.</summary>
    long Commit(RunState state)
    {
        var began = engine.Time.GetTimestamp();
        var checkpoint = encoder.Encode(
            strand.Frames,
            new CheckpointHeader
            {
                Run = Run,
                Strand = strand.Id,
                Epoch = claim.Epoch,
                Sequence = sequence + 1,
                Modules = [engine.ModuleOf(strand.Frames)],
            },
            CheckpointKind.Delta);
        sequence++;
        IReadOnlyList<InboxMessage> outgoing = [];
        if (cancelNoted && !cancelStored && !strand.Context.CancelDue)
        {
            // It was thrown: from here on a reload must not throw it again, but must still know.
            cancelStored = true;
            consumed.Add(CancelId);
            outgoing = [new(Run, CancelThrownId, MessageKind.Cancel, null, "thrown", default)];
        }

        var batch = new CommitBatch
        {
            Run = Run,
            Epoch = claim.Epoch,
            Checkpoints = [checkpoint],
            Needs = NewNeeds(),
            Consumed = [.. consumed],
            Outgoing = [.. outgoing, .. InnerNews()],
            Timers = Timers(),
            State = state,
            Progress = true,
        };
        waitPosition = lane.Commit(batch, encoder.TakeBlobs());
        NoteConsumed(waitPosition);
        consumed.Clear();
        marker = null;
        dirty = false;
        reloads = 0;
        var pause = engine.Time.GetElapsedTime(began);
        WeaveTelemetry.CheckpointPause.Tell(pause.TotalSeconds);
        var cost = pause * CheckpointShare;
        MarkCheckpoint(cost > engine.Options.CheckpointInterval ? cost : engine.Options.CheckpointInterval);
        snapshot = new RunSnapshot(strand.Frames, RunActivity.Running, null);
        return waitPosition;
    }

    /// <summary>A checkpoint in mid-computation. One that fails is no reason to stop, unless what was loaded turns out to be corrupt: the last commit stands, and the next may succeed.</summary>
    void CommitPeriodic()
    {
        if (lane.Durable < lane.Issued)
            return;
        try
        {
            Commit(RunState.Ready);
        }
        catch (Exception e) when (!engine.Symbols.IsFault(e) && e is not CorruptStateException)
        {
            lastError = e;
            MarkCheckpoint(engine.Options.CheckpointInterval);
        }
    }

    StoredTimer[] Timers()
    {
        if (strand.Innermost is TimedFrame { Due: { } due })
        {
            timerStored = true;
            return [new(strand.Id, DelayKey, due)];
        }

        if (!timerStored)
            return [];
        timerStored = false;
        return [new(strand.Id, DelayKey, null)];
    }

    void MarkCheckpoint(TimeSpan due)
    {
        Interlocked.Exchange(ref checkpointDueTicks, due.Ticks);
        Volatile.Write(ref lastCheckpoint, Math.Max(1, engine.Time.GetTimestamp()));
    }

    /// <summary>Called by the lane, in order, on any thread.</summary>
    void Committed(CommitBatch batch)
    {
        if (batch.Progress)
            Volatile.Write(ref progressed, true);
        settled.TrySet(default);
        foreach (var checkpoint in batch.Checkpoints)
        {
            var size = (int)Math.Min(int.MaxValue, checkpoint.Bytes.Length + checkpoint.Outside);
            Interlocked.Increment(ref checkpoints);
            WeaveTelemetry.Checkpoints.Tell(1, new KeyValuePair<string, object?>("weave.checkpoint.kind", checkpoint.Base >= 0 ? "delta" : "full"));
            WeaveTelemetry.CheckpointSize.Tell(size);
            Interlocked.Add(ref checkpointBytes, size);
            var seen = new RunCheckpoint(Run, checkpoint.Strand, checkpoint.Sequence, checkpoint.Base >= 0, size);
            if (engine.Options.OnCheckpoint is { } observer)
                engine.Observe(() => observer(seen));
            if (size > engine.Options.LargeCheckpointBytes && engine.Options.OnLargeCheckpoint is { } warned && Interlocked.Exchange(ref largeSeen, 1) == 0)
                engine.Observe(() => warned(seen));
        }
    }
}
