namespace Weave.Storage;

/// <summary>Reads everything that holds somebody's data, a run or a few blobs at a time. What is damaged hides nothing else.</summary>
static class ItemReads
{
    const int Page = 256;

    /// <summary>Runs after this one, in the order of their ids.</summary>
    public static List<string> Runs(OpenStore store, string after)
    {
        using var rows = store.Session.Use("SELECT run FROM runs WHERE run > ? ORDER BY run LIMIT ?").Bind(after).Bind(Page);
        return Texts(rows);
    }

    public static List<StoredItem> OfRun(OpenStore store, string run)
    {
        var items = new List<StoredItem>();
        Try(store, StoredItemKind.Outcome, run, "", 0, items, () =>
        {
            if (RunRow.Find(store.Session, run) is not { } row)
                return;
            if (!row.Record.Outcome.IsEmpty)
                items.Add(new(StoredItemKind.Outcome, run, "", 0, row.Record.Outcome));
            Try(store, StoredItemKind.Checkpoint, run, "", 0, items, () => Checkpoints(store, run, row.Key, items));
            Try(store, StoredItemKind.Message, run, "", 0, items, () => items.AddRange(RunReads.Inbox(store.Session, row)
                .Where(m => !m.Payload.IsEmpty).Select(m => new StoredItem(StoredItemKind.Message, run, m.Id, 0, m.Payload))));
        });
        return items;
    }

    /// <summary>Names of blobs after this one.</summary>
    public static List<string> Blobs(OpenStore store, string after)
    {
        using var rows = store.Session.Use("SELECT hash FROM blobs WHERE hash > ? ORDER BY hash LIMIT ?").Bind(after).Bind(Page);
        return Texts(rows);
    }

    public static StoredItem? Blob(OpenStore store, string hash)
    {
        var found = new List<StoredItem>(1);
        Try(store, StoredItemKind.Blob, null, hash, 0, found, () =>
        {
            if (RunReads.Blob(store, new BlobHash(hash)) is { } content)
                found.Add(new(StoredItemKind.Blob, null, hash, 0, content));
        });
        return found.Count == 0 ? null : found[0];
    }

    static void Checkpoints(OpenStore store, string run, long key, List<StoredItem> items)
    {
        var places = new List<(string Strand, long Sequence)>();
        using (var rows = store.Session.Use("SELECT strand, sequence FROM checkpoints WHERE run_key = ? ORDER BY strand, sequence").Bind(key))
        {
            while (rows.Step())
                places.Add((rows.Text(0), rows.Long(1)));
        }

        foreach (var (strand, sequence) in places)
        {
            Try(store, StoredItemKind.Checkpoint, run, strand, sequence, items, () =>
            {
                using var row = store.Session.Use("SELECT bytes FROM checkpoints WHERE run_key = ? AND strand = ? AND sequence = ?").Bind(key).Bind(strand).Bind(sequence);
                if (row.Step())
                    items.Add(new(StoredItemKind.Checkpoint, run, strand, sequence, row.Bytes(0)));
            });
        }
    }

    static void Try(OpenStore store, StoredItemKind kind, string? run, string name, long sequence, List<StoredItem> items, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (SqliteErrors.IsDamage(e))
        {
            items.Add(new(kind, run, name, sequence, default) { Damage = (CorruptStoreException)SqliteErrors.Translate(store.Session.Path, run, e) });
        }
    }

    static List<string> Texts(Statement rows)
    {
        var texts = new List<string>();
        while (rows.Step())
            texts.Add(rows.Text(0));
        return texts;
    }
}
