using System.Collections.Immutable;

namespace Weave.Storage;

/// <summary>One run in a memory store, immutable: each change gives the run after it.</summary>
sealed record MemoryRun
{
    public required RunRecord Record { get; init; }

    public DateTimeOffset LeaseEnd { get; init; }

    /// <summary>The membership under which it is claimed; 0 when it is not, or by nobody who is a member.</summary>
    public long Incarnation { get; init; }

    public ImmutableList<StoredCheckpoint> Checkpoints { get; init; } = [];

    public ImmutableList<InboxMessage> Inbox { get; init; } = [];

    /// <summary>Ids of all messages that came in or were consumed: they have no effect a second time.</summary>
    public ImmutableHashSet<string> Seen { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    public ImmutableList<StoredTimer> Timers { get; init; } = [];

    /// <summary>Every blob that this run keeps, once for each use.</summary>
    public IEnumerable<BlobHash> BlobsUsed
    {
        get
        {
            var named = Checkpoints.SelectMany(c => c.Blobs);
            return Record.Module is { } module && !Record.State.IsClosed() ? named.Append(module) : named;
        }
    }

    public static MemoryRun New(NewRun run, DateTimeOffset now) => new()
    {
        Record = new RunRecord { Run = run.Run, Function = run.Function, Arguments = run.Arguments, State = RunState.Ready, Upgrade = run.Upgrade, Module = run.Module, StartedBy = run.Module, Needs = [.. run.Needs], Trace = run.Trace, Created = now, Updated = now },
        Checkpoints = [Copy(run.Checkpoint)],
    };

    public bool Holds(long epoch) => Record.Owner is not null && Record.Epoch == epoch && !Record.State.IsFinal();

    public bool CanBeClaimed(string hub, DateTimeOffset now) =>
        !Record.State.IsFinal() && (Record.Owner is null || Record.Owner == hub || LeaseEnd <= now);

    public MemoryRun Claimed(string hub, long incarnation, DateTimeOffset leaseEnd, DateTimeOffset now) => this with
    {
        Record = Record with { Owner = hub, Epoch = Record.Epoch + 1, Attempts = Record.Attempts + 1, Updated = now },
        LeaseEnd = leaseEnd,
        Incarnation = incarnation,
    };

    public MemoryRun Released() => Freed() with { Incarnation = 0 };

    /// <summary>The run without an owner, because a membership has ended: it still tells which.</summary>
    public MemoryRun Freed() => this with { Record = Record with { Owner = null }, LeaseEnd = default };

    /// <summary>The run released, as if it had not been claimed.</summary>
    public MemoryRun GivenBack()
    {
        var released = Released();
        return released with { Record = released.Record with { Attempts = Math.Max(0, Record.Attempts - 1) } };
    }

    /// <summary>The run as the hub has it that it was handed to; one that got further comes with no attempts.</summary>
    public MemoryRun HandedTo(MemoryHub hub, bool progress, DateTimeOffset now)
    {
        var claimed = Claimed(hub.Info.Id, hub.Incarnation, DateTimeOffset.MaxValue, now);
        return progress ? claimed with { Record = claimed.Record with { Attempts = 0 } } : claimed;
    }

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
            Record = Record with { State = batch.State ?? Record.State, Module = batch.Module ?? Record.Module, Needs = batch.Needs is { } needs ? [.. needs] : Record.Needs, Attempts = batch.Progress ? 0 : Record.Attempts, Updated = now },
        };
        if (!next.Record.State.IsFinal())
            return next;
        next = next.Released();
        next = next with { Record = next.Record with { Outcome = batch.Outcome.ToArray() } };
        return next.Record.State.IsClosed() ? next with { Checkpoints = [], Timers = [], Inbox = [], Seen = next.Seen.Clear() } : next;
    }

    /// <summary>The run with other bytes in one item; itself when the item is not as it was.</summary>
    public MemoryRun Rewritten(StoredItem item, byte[] bytes)
    {
        switch (item.Kind)
        {
            case StoredItemKind.Checkpoint when Checkpoints.Find(c => c.Strand == item.Name && c.Sequence == item.Sequence) is { } found && Same(found.Bytes, item):
                return this with { Checkpoints = Checkpoints.Replace(found, found with { Bytes = bytes }, ReferenceEqualityComparer.Instance) };
            case StoredItemKind.Message when Inbox.Find(m => m.Id == item.Name) is { } found && Same(found.Payload, item):
                return this with { Inbox = Inbox.Replace(found, found with { Payload = bytes }, ReferenceEqualityComparer.Instance) };
            case StoredItemKind.Outcome when Same(Record.Outcome, item):
                return this with { Record = Record with { Outcome = bytes } };
            default:
                return this;
        }
    }

    public IEnumerable<StoredItem> Items() =>
    [
        .. Checkpoints.Select(c => new StoredItem(StoredItemKind.Checkpoint, Record.Run, c.Strand, c.Sequence, c.Bytes)),
        .. Record.Outcome.IsEmpty ? Array.Empty<StoredItem>() : [new(StoredItemKind.Outcome, Record.Run, "", 0, Record.Outcome)],
        .. Inbox.Where(m => !m.Payload.IsEmpty).Select(m => new StoredItem(StoredItemKind.Message, Record.Run, m.Id, 0, m.Payload)),
    ];

    static bool Same(ReadOnlyMemory<byte> bytes, StoredItem item) => bytes.Span.SequenceEqual(item.Bytes.Span);

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
    static StoredCheckpoint Copy(StoredCheckpoint checkpoint) => checkpoint with { Bytes = checkpoint.Bytes.ToArray(), Blobs = [.. checkpoint.Blobs] };
}
