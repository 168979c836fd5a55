using Weave.Storage;

namespace Weave.Postgres;

/// <summary>What a batch means for the tables: what has to be looked at, what goes, what comes. Made on the caller's thread.</summary>
sealed class CommitPlan
{
    readonly IReadOnlyList<StoredCheckpoint> checkpoints = [];

    public CommitPlan(CommitBatch batch)
    {
        Batch = batch;
        checkpoints = batch.Checkpoints;
        try
        {
            StoreRules.Check(batch);
            foreach (var message in batch.Outgoing)
                Messages.Add((NameKey.Of(message.Run), message));
            Read(batch);
        }
        catch (ArgumentException e)
        {
            Invalid = e;
            Messages.Clear();
        }

        Bytes = 500 + Added.Sum(static c => c.Bytes.Length) + Messages.Sum(static m => m.Message.Payload.Length + 200L) + batch.Outcome.Length;
        string[] received = [.. Messages.Select(static m => m.Message.Run)];
        Change = new([batch.Run, .. received], received, Messages.Exists(static m => m.Message.Kind == MessageKind.Resume));
    }

    public CommitPlan(InboxMessage message)
    {
        Messages.Add((NameKey.Of(message.Run), message));
        Bytes = 200 + message.Payload.Length;
        Change = new([message.Run], [message.Run], message.Kind == MessageKind.Resume);
    }

    /// <summary>The batch, or null for an append.</summary>
    public CommitBatch? Batch { get; }

    /// <summary>Whether all it does is to give the run to another hub.</summary>
    public bool IsHandoverAlone => Invalid is null && Batch is { Handover: not null, State: null, Module: null, Needs: null, Checkpoints: [], EndedStrands: [], Timers: [], Consumed: [], Outgoing: [] };

    /// <summary>Why it cannot be committed whatever is stored, or null. A fence comes first, so the server is asked all the same.</summary>
    public Exception? Invalid { get; }

    public long Bytes { get; }

    public StoreChange Change { get; }

    /// <summary>What the stored chain must be like: the newest checkpoint of the strand older than this, and the base stored.</summary>
    public List<(int Place, Guid Strand, long Sequence, long? Base)> Checks { get; } = [];

    /// <summary>Blobs that must be stored.</summary>
    public List<BlobHash> Blobs { get; } = [];

    /// <summary>Strands whose stored checkpoints go, with their timers if they ended.</summary>
    public Dictionary<Guid, bool> Dropped { get; } = [];

    /// <summary>Checkpoints that are there afterwards.</summary>
    public List<StoredCheckpoint> Added { get; } = [];

    /// <summary>Timers that are set or cleared afterwards, the last word on each.</summary>
    public Dictionary<(string Strand, string Key), DateTimeOffset?> Timers { get; } = [];

    public HashSet<Guid> Consumed { get; } = [];

    public List<(Guid Run, InboxMessage Message)> Messages { get; } = [];

    /// <summary>Why the chain cannot be extended by a checkpoint, as every store says it.</summary>
    public Exception ChainError(int place, long last)
    {
        try
        {
            StoreRules.CheckChain(checkpoints[place], last < 0 ? null : last, baseExists: false);
            return new InvalidDataException($"Checkpoint {checkpoints[place].Sequence} was refused and fits.");
        }
        catch (ArgumentException e)
        {
            return e;
        }
    }

    void Read(CommitBatch batch)
    {
        var strands = new Dictionary<string, Strand>(StringComparer.Ordinal);
        for (var place = 0; place < checkpoints.Count; place++)
        {
            var checkpoint = checkpoints[place];
            if (!strands.TryGetValue(checkpoint.Strand, out var strand))
                strands.Add(checkpoint.Strand, strand = new());
            Follow(place, checkpoint, strand);
            Blobs.AddRange(checkpoint.Blobs);
        }

        if (batch.Module is { } module)
            Blobs.Add(module);
        if (batch.State is { } state && state.IsClosed())
        {
            Added.Clear();
            Dropped.Clear();
            return; // everything goes
        }

        foreach (var timer in batch.Timers)
            Timers[(timer.Strand, timer.Key)] = timer.Due;
        foreach (var ended in batch.EndedStrands)
        {
            Dropped[NameKey.Of(ended)] = true;
            Added.RemoveAll(c => c.Strand == ended);
            foreach (var timer in Timers.Keys.Where(t => t.Strand == ended).ToList())
                Timers.Remove(timer);
        }

        foreach (var id in batch.Consumed)
            Consumed.Add(NameKey.Of(id));
    }

    void Follow(int place, StoredCheckpoint checkpoint, Strand strand)
    {
        var here = checkpoint.Base != -1 && strand.Sequences.Contains(checkpoint.Base);
        var mayBeStored = checkpoint.Base != -1 && !here && !strand.HasFull;
        if (strand.Last is { } last)
            StoreRules.CheckChain(checkpoint, last, here || mayBeStored);
        if (strand.Last is null || mayBeStored)
            Checks.Add((place, NameKey.Of(checkpoint.Strand), strand.Last is null ? checkpoint.Sequence : long.MaxValue, mayBeStored ? checkpoint.Base : null));
        if (checkpoint.Base == -1)
        {
            strand.HasFull = true;
            strand.Sequences.Clear();
            Dropped.TryAdd(NameKey.Of(checkpoint.Strand), false);
            Added.RemoveAll(c => c.Strand == checkpoint.Strand);
        }

        strand.Last = checkpoint.Sequence;
        strand.Sequences.Add(checkpoint.Sequence);
        Added.Add(checkpoint);
    }

    /// <summary>What this batch has said of a strand so far.</summary>
    sealed class Strand
    {
        public long? Last { get; set; }

        public bool HasFull { get; set; }

        public HashSet<long> Sequences { get; } = [];
    }
}
