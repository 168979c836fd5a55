using System.Collections.Immutable;

namespace Weave.Storage;

/// <summary>One run in a memory store, immutable: each change gives the run after it.</summary>
sealed record MemoryRun
{
    public required RunRecord Record { get; init; }

    public DateTimeOffset LeaseEnd { get; init; }

    public ImmutableList<StoredCheckpoint> Checkpoints { get; init; } = [];

    public ImmutableList<InboxMessage> Inbox { get; init; } = [];

    /// <summary>Ids of all messages that came in or were consumed: they have no effect a second time.</summary>
    public ImmutableHashSet<string> Seen { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    public ImmutableList<StoredTimer> Timers { get; init; } = [];

    public static MemoryRun New(NewRun run, DateTimeOffset now) => new()
    {
        Record = new RunRecord { Run = run.Run, Function = run.Function, Arguments = run.Arguments, State = RunState.Ready, Created = now, Updated = now },
        Checkpoints = [Copy(run.Checkpoint)],
    };

    public bool Holds(long epoch) => Record.Owner is not null && Record.Epoch == epoch && !Record.State.IsFinal();

    public bool CanBeClaimed(string hub, DateTimeOffset now) =>
        !Record.State.IsFinal() && (Record.Owner is null || Record.Owner == hub || LeaseEnd <= now);

    public MemoryRun Claimed(string hub, DateTimeOffset leaseEnd, DateTimeOffset now) => this with
    {
        Record = Record with { Owner = hub, Epoch = Record.Epoch + 1, Attempts = Record.Attempts + 1, Updated = now },
        LeaseEnd = leaseEnd,
    };

    public MemoryRun Released() => this with { Record = Record with { Owner = null }, LeaseEnd = default };

    public MemoryRun Received(InboxMessage message, DateTimeOffset now)
    {
        if (Record.State.IsClosed() || Seen.Contains(message.Id))
            return this;
        var resumes = message.Kind == MessageKind.Resume && Record.State.IsResumable();
        return this with
        {
            Record = resumes ? Record with { State = RunState.Ready, Attempts = 0, Outcome = default, Updated = now } : Record,
            Inbox = Inbox.Add(message with { Payload = message.Payload.ToArray() }),
            Seen = Seen.Add(message.Id),
        };
    }

    public MemoryRun Committed(CommitBatch batch, DateTimeOffset now)
    {
        var next = this;
        foreach (var checkpoint in batch.Checkpoints)
            next = next.WithCheckpoint(checkpoint);
        foreach (var timer in batch.Timers)
            next = next.WithTimer(timer);
        foreach (var message in batch.Outgoing.Where(m => m.Run == Record.Run))
            next = next.Received(message, now);
        next = next with
        {
            Checkpoints = next.Checkpoints.RemoveAll(c => batch.EndedStrands.Contains(c.Strand)),
            Timers = next.Timers.RemoveAll(t => batch.EndedStrands.Contains(t.Strand)),
            Inbox = next.Inbox.RemoveAll(m => batch.Consumed.Contains(m.Id)),
            Seen = next.Seen.Union(batch.Consumed),
            Record = Record with { State = batch.State ?? Record.State, Attempts = batch.Progress ? 0 : Record.Attempts, Updated = now },
        };
        if (!next.Record.State.IsFinal())
            return next;
        next = next.Released();
        next = next with { Record = next.Record with { Outcome = batch.Outcome.ToArray() } };
        return next.Record.State.IsClosed() ? next with { Checkpoints = [], Timers = [], Inbox = [], Seen = next.Seen.Clear() } : next;
    }

    MemoryRun WithCheckpoint(StoredCheckpoint checkpoint)
    {
        var chain = Checkpoints.FindAll(c => c.Strand == checkpoint.Strand);
        StoreRules.CheckChain(checkpoint, chain.IsEmpty ? null : chain[^1].Sequence, chain.Exists(c => c.Sequence == checkpoint.Base));
        var kept = checkpoint.Base == -1 ? Checkpoints.RemoveAll(c => c.Strand == checkpoint.Strand) : Checkpoints;
        return this with { Checkpoints = kept.Add(Copy(checkpoint)) };
    }

    MemoryRun WithTimer(StoredTimer timer)
    {
        var others = Timers.RemoveAll(t => t.Strand == timer.Strand && t.Key == timer.Key);
        return this with { Timers = timer.Due is { } due ? others.Add(timer with { Due = due.ToUniversalTime() }) : others };
    }

    // The caller may use its buffers again; a store's bytes never change.
    static StoredCheckpoint Copy(StoredCheckpoint checkpoint) => checkpoint with { Bytes = checkpoint.Bytes.ToArray() };
}
