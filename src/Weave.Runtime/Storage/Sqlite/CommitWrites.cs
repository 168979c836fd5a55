namespace Weave.Storage;

/// <summary>Writes one batch of a run, inside a transaction that the caller has begun.</summary>
static class CommitWrites
{
    public static CommitResult Commit(OpenStore store, CommitBatch batch)
    {
        var session = store.Session;
        store.Broken.ThrowIfBroken(batch.Run, batch.Epoch);
        var row = RunRow.Get(session, batch.Run);
        if (!row.IsHeldBy(batch.Epoch))
            return CommitResult.Fenced;
        StoreRules.Check(batch);
        if (batch.Handover is not null)
            return CommitResult.Refused; // nobody else can be a member
        foreach (var checkpoint in batch.Checkpoints)
            Extend(session, row.Key, checkpoint);
        foreach (var timer in batch.Timers)
            Set(session, row.Key, timer);
        foreach (var message in batch.Outgoing)
            RunWrites.Append(store, message);
        foreach (var strand in batch.EndedStrands)
            End(session, row.Key, strand);
        foreach (var id in batch.Consumed)
            Consume(session, row.Key, id);
        Update(session, row, batch);
        var module = Pin(session, row, batch.Module);
        if ((batch.State ?? row.Record.State).IsClosed())
            Clear(session, row.Key, module);
        return CommitResult.Committed;
    }

    /// <summary>Adds a checkpoint whose place in the chain is right.</summary>
    public static void Insert(SqliteSession session, long key, StoredCheckpoint checkpoint)
    {
        session.Use("INSERT INTO checkpoints(run_key, strand, sequence, base, bytes) VALUES(?, ?, ?, ?, ?)")
            .Bind(key).Bind(checkpoint.Strand).Bind(checkpoint.Sequence).Bind(checkpoint.Base).Bind(checkpoint.Bytes.Span).Execute();
        session.Reach("commit.checkpoint");
        BlobWrites.Name(session, key, checkpoint);
    }

    static void Extend(SqliteSession session, long key, StoredCheckpoint checkpoint)
    {
        StoreRules.CheckChain(checkpoint, LastSequence(session, key, checkpoint.Strand), checkpoint.Base == -1 || IsStored(session, key, checkpoint.Strand, checkpoint.Base));
        if (checkpoint.Base == -1)
        {
            session.Use("DELETE FROM checkpoints WHERE run_key = ? AND strand = ?").Bind(key).Bind(checkpoint.Strand).Execute();
            BlobWrites.Drop(session, key, checkpoint.Strand);
            session.Reach("commit.older-dropped");
        }

        Insert(session, key, checkpoint);
    }

    static long? LastSequence(SqliteSession session, long key, string strand)
    {
        using var row = session.Use("SELECT sequence FROM checkpoints WHERE run_key = ? AND strand = ? ORDER BY sequence DESC LIMIT 1").Bind(key).Bind(strand);
        return row.Step() ? row.Long(0) : null;
    }

    static bool IsStored(SqliteSession session, long key, string strand, long sequence)
    {
        using var row = session.Use("SELECT 1 FROM checkpoints WHERE run_key = ? AND strand = ? AND sequence = ?").Bind(key).Bind(strand).Bind(sequence);
        return row.Step();
    }

    static void Set(SqliteSession session, long key, StoredTimer timer)
    {
        if (timer.Due is { } due)
        {
            session.Use("INSERT INTO timers(run_key, strand, timer, due) VALUES(?, ?, ?, ?) ON CONFLICT(run_key, strand, timer) DO UPDATE SET due = excluded.due")
                .Bind(key).Bind(timer.Strand).Bind(timer.Key).Bind(due.UtcTicks).Execute();
        }
        else
        {
            session.Use("DELETE FROM timers WHERE run_key = ? AND strand = ? AND timer = ?").Bind(key).Bind(timer.Strand).Bind(timer.Key).Execute();
        }

        session.Reach("commit.timer");
    }

    static void End(SqliteSession session, long key, string strand)
    {
        session.Use("DELETE FROM checkpoints WHERE run_key = ? AND strand = ?").Bind(key).Bind(strand).Execute();
        session.Reach("commit.strand-ended");
        BlobWrites.Drop(session, key, strand);
        session.Use("DELETE FROM timers WHERE run_key = ? AND strand = ?").Bind(key).Bind(strand).Execute();
    }

    static void Consume(SqliteSession session, long key, string id)
    {
        session.Use("DELETE FROM inbox WHERE run_key = ? AND id = ?").Bind(key).Bind(id).Execute();
        session.Reach("commit.message-taken");
        session.Use("INSERT INTO consumed(run_key, id) VALUES(?, ?) ON CONFLICT(run_key, id) DO NOTHING").Bind(key).Bind(id).Execute();
    }

    static void Update(SqliteSession session, RunRow row, CommitBatch batch)
    {
        var state = batch.State ?? row.Record.State;
        var attempts = batch.Progress ? 0 : row.Record.Attempts;
        if (state.IsFinal())
        {
            session.Use("UPDATE runs SET state = ?, attempts = ?, updated = ?, outcome = ?, owner = NULL, lease_end = 0 WHERE run_key = ?")
                .Bind((long)state).Bind(attempts).Bind(session.Now.UtcTicks).Bind(batch.Outcome.Span).Bind(row.Key).Execute();
        }
        else
        {
            session.Use("UPDATE runs SET state = ?, attempts = ?, updated = ? WHERE run_key = ?")
                .Bind((long)state).Bind(attempts).Bind(session.Now.UtcTicks).Bind(row.Key).Execute();
        }

        session.Reach("commit.record");
    }

    /// <summary>Pins the run to another module; the one it is pinned to then.</summary>
    static BlobHash? Pin(SqliteSession session, RunRow row, BlobHash? module)
    {
        var before = row.Record.Module;
        if (module is not { } next || next == before)
            return before;
        BlobWrites.Add(session, next);
        if (before is { } old)
            BlobWrites.Release(session, old);
        session.Use("UPDATE runs SET module = ? WHERE run_key = ?").Bind(next.Hex).Bind(row.Key).Execute();
        session.Reach("commit.module");
        return next;
    }

    static void Clear(SqliteSession session, long key, BlobHash? module)
    {
        BlobWrites.Drop(session, key, null);
        if (module is { } pinned)
            BlobWrites.Release(session, pinned);
        session.Use("DELETE FROM checkpoints WHERE run_key = ?").Bind(key).Execute();
        session.Use("DELETE FROM timers WHERE run_key = ?").Bind(key).Execute();
        session.Reach("commit.cleared");
        session.Use("DELETE FROM inbox WHERE run_key = ?").Bind(key).Execute();
        session.Use("DELETE FROM consumed WHERE run_key = ?").Bind(key).Execute();
    }
}
