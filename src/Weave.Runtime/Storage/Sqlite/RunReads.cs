namespace Weave.Storage;

/// <summary>The reads of a store, each inside one transaction, so that what it returns belongs together.</summary>
static class RunReads
{
    public static StoredRun Load(OpenStore store, string run)
    {
        var row = RunRow.Get(store.Session, run);
        return new(row.Record, Checkpoints(store.Session, row.Key), Inbox(store.Session, row), Timers(store.Session, row.Key));
    }

    public static IReadOnlyList<InboxMessage> Inbox(SqliteSession session, RunRow row)
    {
        using var rows = session.Use("SELECT id, kind, strand, subject, payload FROM inbox WHERE run_key = ? ORDER BY position").Bind(row.Key);
        var messages = new List<InboxMessage>();
        while (rows.Step())
        {
            var kind = (MessageKind)rows.Int(1);
            if (!Enum.IsDefined(kind))
                throw new InvalidDataException($"{kind} is no kind of message.");
            messages.Add(new(row.Record.Run, rows.Text(0), kind, rows.TextOrNull(2), rows.Text(3), rows.Bytes(4)));
        }

        return messages;
    }

    public static List<string> Unread(SqliteSession session)
    {
        using var rows = session.Use("SELECT run FROM runs WHERE run_key IN (SELECT DISTINCT run_key FROM inbox)");
        var runs = new List<string>();
        while (rows.Step())
            runs.Add(rows.Text(0));
        return runs;
    }

    public static Dictionary<int, string> Symbols(SqliteSession session)
    {
        using var rows = session.Use("SELECT number, text FROM symbols");
        var symbols = new Dictionary<int, string>();
        while (rows.Step())
            symbols.Add(rows.Int(0), rows.Text(1));
        return symbols;
    }

    public static string? Symbol(OpenStore store, int number)
    {
        using var row = store.Session.Use("SELECT text FROM symbols WHERE number = ?").Bind(number);
        return row.Step() ? row.Text(0) : null;
    }

    public static ReadOnlyMemory<byte>? Blob(OpenStore store, BlobHash hash)
    {
        using var row = store.Session.Use("SELECT content, stored FROM blobs LEFT JOIN blob_refs USING(hash) WHERE hash = ?").Bind(hash.Hex);
        if (!row.Step())
            return null;
        var content = row.Bytes(0);
        return BlobHash.Of(content).Hex == row.Text(1) ? content : throw new InvalidDataException($"The blob {hash} has another content than was put.");
    }

    static List<StoredCheckpoint> Checkpoints(SqliteSession session, long key)
    {
        using var rows = session.Use("SELECT strand, sequence, base, bytes FROM checkpoints WHERE run_key = ? ORDER BY strand, sequence").Bind(key);
        var checkpoints = new List<StoredCheckpoint>();
        while (rows.Step())
            checkpoints.Add(new(rows.Text(0), rows.Long(1), rows.Long(2), rows.Bytes(3)));
        return WithBlobs(session, key, checkpoints);
    }

    static List<StoredCheckpoint> WithBlobs(SqliteSession session, long key, List<StoredCheckpoint> checkpoints)
    {
        using var rows = session.Use("SELECT strand, sequence, hash FROM blob_uses WHERE run_key = ? ORDER BY strand, sequence, position").Bind(key);
        var at = 0;
        while (rows.Step())
        {
            var (strand, sequence) = (rows.Text(0), rows.Long(1));
            while (at < checkpoints.Count && (checkpoints[at].Strand != strand || checkpoints[at].Sequence != sequence))
                at++;
            if (at == checkpoints.Count)
                throw new InvalidDataException($"A blob belongs to checkpoint {sequence} of strand '{strand}', which is not there.");
            checkpoints[at] = checkpoints[at] with { Blobs = [.. checkpoints[at].Blobs, new BlobHash(rows.Text(2))] };
        }

        return checkpoints;
    }

    static List<StoredTimer> Timers(SqliteSession session, long key)
    {
        using var rows = session.Use("SELECT strand, timer, due FROM timers WHERE run_key = ? ORDER BY strand, timer").Bind(key);
        var timers = new List<StoredTimer>();
        while (rows.Step())
            timers.Add(new(rows.Text(0), rows.Text(1), rows.Time(2)));
        return timers;
    }
}
