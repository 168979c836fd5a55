namespace Weave.Storage;

/// <summary>Blobs, and how many name each: a count changes in the transaction that changes what is named. Each call runs inside one that the caller has begun.</summary>
static class BlobWrites
{
    public static BlobHash Put(OpenStore store, ReadOnlyMemory<byte> content, BlobHash stored, BlobHash name)
    {
        var session = store.Session;
        session.Use("INSERT INTO blobs(hash, content) VALUES(?, ?) ON CONFLICT(hash) DO NOTHING").Bind(name.Hex).Bind(content.Span).Execute();
        session.Reach("blob.content");

        // A blob that is put again has its time to be named again.
        session.Use("INSERT INTO blob_refs(hash, stored, refs, since) VALUES(?, ?, 0, ?) ON CONFLICT(hash) DO UPDATE SET since = excluded.since WHERE refs = 0")
            .Bind(name.Hex).Bind(stored.Hex).Bind(session.Now.UtcTicks).Execute();
        if (store.Tenure > 0)
            Collect(session);
        return name;
    }

    /// <summary>Counts the blobs that a new checkpoint names.</summary>
    public static void Name(SqliteSession session, long key, StoredCheckpoint checkpoint)
    {
        for (var i = 0; i < checkpoint.Blobs.Count; i++)
        {
            var hash = checkpoint.Blobs[i];
            Add(session, hash);
            session.Use("INSERT INTO blob_uses(run_key, strand, sequence, position, hash) VALUES(?, ?, ?, ?, ?)")
                .Bind(key).Bind(checkpoint.Strand).Bind(checkpoint.Sequence).Bind(i).Bind(hash.Hex).Execute();
            session.Reach("blob.named");
        }
    }

    /// <summary>Takes back what the checkpoints of a strand named; of all strands for null.</summary>
    public static void Drop(SqliteSession session, long key, string? strand)
    {
        var before = session.Changes;
        session.Use("""
            UPDATE blob_refs
            SET since = ?3, refs = refs - (SELECT count(*) FROM blob_uses u WHERE u.run_key = ?1 AND (?2 IS NULL OR u.strand = ?2) AND u.hash = blob_refs.hash)
            WHERE hash IN (SELECT hash FROM blob_uses WHERE run_key = ?1 AND (?2 IS NULL OR strand = ?2))
            """)
            .Bind(key).Bind(strand).Bind(session.Now.UtcTicks).Execute();
        if (session.Changes == before)
            return;
        session.Reach("blob.dropped");
        session.Use("DELETE FROM blob_uses WHERE run_key = ?1 AND (?2 IS NULL OR strand = ?2)").Bind(key).Bind(strand).Execute();
    }

    /// <summary>Counts one use.</summary>
    public static void Add(SqliteSession session, BlobHash hash)
    {
        var before = session.Changes;
        session.Use("UPDATE blob_refs SET refs = refs + 1 WHERE hash = ?").Bind(hash.Hex).Execute();
        if (session.Changes == before)
            throw new BlobMissingException(hash.Hex);
    }

    /// <summary>Takes one use back.</summary>
    public static void Release(SqliteSession session, BlobHash hash) =>
        session.Use("UPDATE blob_refs SET refs = refs - 1, since = ? WHERE hash = ?").Bind(session.Now.UtcTicks).Bind(hash.Hex).Execute();

    /// <summary>Removes blobs that nobody has named for long enough, a few at a time.</summary>
    public static void Collect(SqliteSession session)
    {
        foreach (var hash in Due(session))
        {
            session.Use("DELETE FROM blobs WHERE hash = ?").Bind(hash).Execute();
            session.Reach("blob.collected");
            session.Use("DELETE FROM blob_refs WHERE hash = ?").Bind(hash).Execute();
        }
    }

    static List<string> Due(SqliteSession session)
    {
        using var rows = session.Use("SELECT hash FROM blob_refs WHERE refs = 0 AND since <= ? ORDER BY since LIMIT ?")
            .Bind((session.Now - StoreRules.BlobGrace).UtcTicks).Bind(StoreRules.CollectedAtOnce);
        var due = new List<string>();
        while (rows.Step())
            due.Add(rows.Text(0));
        return due;
    }
}
