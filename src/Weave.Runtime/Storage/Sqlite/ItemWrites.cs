namespace Weave.Storage;

/// <summary>Replaces the bytes of one item, if it still is what it was when it was read.</summary>
static class ItemWrites
{
    public static bool Replace(OpenStore store, StoredItem item, byte[] bytes)
    {
        var session = store.Session;
        var before = session.Changes;
        switch (item.Kind)
        {
            case StoredItemKind.Checkpoint:
                session.Use("UPDATE checkpoints SET bytes = ? WHERE run_key = (SELECT run_key FROM runs WHERE run = ?) AND strand = ? AND sequence = ? AND bytes = ?")
                    .Bind(bytes).Bind(item.Run).Bind(item.Name).Bind(item.Sequence).Bind(item.Bytes.Span).Execute();
                break;
            case StoredItemKind.Outcome:
                session.Use("UPDATE runs SET outcome = ? WHERE run = ? AND outcome = ?").Bind(bytes).Bind(item.Run).Bind(item.Bytes.Span).Execute();
                break;
            case StoredItemKind.Message:
                session.Use("UPDATE inbox SET payload = ? WHERE run_key = (SELECT run_key FROM runs WHERE run = ?) AND id = ? AND payload = ?")
                    .Bind(bytes).Bind(item.Run).Bind(item.Name).Bind(item.Bytes.Span).Execute();
                break;
            default:
                session.Use("UPDATE blobs SET content = ? WHERE hash = ? AND content = ?").Bind(bytes).Bind(item.Name).Bind(item.Bytes.Span).Execute();
                session.Reach("rewrite.blob");
                if (session.Changes != before)
                    session.Use("UPDATE blob_refs SET stored = ? WHERE hash = ?").Bind(BlobHash.Of(bytes).Hex).Bind(item.Name).Execute();
                break;
        }

        session.Reach("rewrite.item");
        return session.Changes != before;
    }
}
