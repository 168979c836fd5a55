using Npgsql;
using NpgsqlTypes;
using Weave.Storage;

namespace Weave.Postgres;

/// <summary>Reads everything that holds somebody's data, a run or a few blobs at a time, and replaces it.</summary>
static class ItemReads
{
    const int Page = 256;

    /// <summary>Runs after this one, in the order of their ids.</summary>
    public static Task<List<string>> RunsAsync(NpgsqlConnection connection, string after, CancellationToken cancel) =>
        TextsAsync(connection, "SELECT run FROM runs WHERE (left(run, 512), run) > (left($1, 512), $1) ORDER BY left(run, 512), run LIMIT $2", after, cancel);

    /// <summary>Names of blobs after this one.</summary>
    public static Task<List<string>> BlobsAsync(NpgsqlConnection connection, string after, CancellationToken cancel) =>
        TextsAsync(connection, "SELECT encode(hash, 'hex') FROM blobs WHERE hash > decode($1, 'hex') ORDER BY hash LIMIT $2", after, cancel);

    public static async Task<List<StoredItem>> OfRunAsync(NpgsqlConnection connection, string path, string run, CancellationToken cancel)
    {
        var items = new List<StoredItem>();
        try
        {
            var stored = await RunReads.LoadAsync(connection, run, cancel).ConfigureAwait(false);
            if (!stored.Record.Outcome.IsEmpty)
                items.Add(new(StoredItemKind.Outcome, run, "", 0, stored.Record.Outcome));
            items.AddRange(stored.Checkpoints.Select(c => new StoredItem(StoredItemKind.Checkpoint, run, c.Strand, c.Sequence, c.Bytes)));
            items.AddRange(stored.Inbox.Where(static m => !m.Payload.IsEmpty).Select(m => new StoredItem(StoredItemKind.Message, run, m.Id, 0, m.Payload)));
        }
        catch (RunNotFoundException)
        {
            // It was deleted meanwhile.
        }
        catch (Exception e) when (PostgresErrors.Translate(path, run, e) is CorruptStoreException damage)
        {
            items.Add(new(StoredItemKind.Outcome, run, "", 0, default) { Damage = damage });
        }

        return items;
    }

    public static async Task<StoredItem?> BlobAsync(NpgsqlConnection connection, string path, BlobHash hash, CancellationToken cancel)
    {
        try
        {
            return await RunReads.BlobAsync(connection, hash, cancel).ConfigureAwait(false) is { } content ? new(StoredItemKind.Blob, null, hash.Hex, 0, content) : null;
        }
        catch (Exception e) when (PostgresErrors.Translate(path, null, e) is CorruptStoreException damage)
        {
            return new(StoredItemKind.Blob, null, hash.Hex, 0, default) { Damage = damage };
        }
    }

    /// <summary>Replaces the bytes of one item, if it still is what it was when it was read; a repeated call finds its own.</summary>
    public static async Task<bool> ReplaceAsync(NpgsqlConnection connection, StoredItem item, byte[] bytes, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(item.Kind switch
        {
            StoredItemKind.Checkpoint => "UPDATE checkpoints SET bytes = $1 WHERE run = $3 AND strand_key = $4 AND sequence = $5 AND bytes IN ($2, $1)",
            StoredItemKind.Outcome => "UPDATE runs SET outcome = $1 WHERE key = $3 AND outcome IN ($2, $1)",
            StoredItemKind.Message => "UPDATE inbox SET payload = $1 WHERE run = $3 AND id_key = $4 AND NOT consumed AND payload IN ($2, $1)",
            _ => "UPDATE blobs SET content = $1, stored = $4 WHERE hash = $3 AND content IN ($2, $1)",
        }, connection);
        command.Parameters.Add(new() { Value = bytes });
        command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Bytea, Value = item.Bytes });
        command.Parameters.Add(new() { Value = item.Run is { } run ? NameKey.Of(run) : Columns.Bytes(new(item.Name)) });
        if (item.Kind == StoredItemKind.Blob)
            command.Parameters.Add(new() { Value = Columns.Bytes(BlobHash.Of(bytes)) });
        else if (item.Kind != StoredItemKind.Outcome)
            command.Parameters.Add(new() { Value = NameKey.Of(item.Name) });
        if (item.Kind == StoredItemKind.Checkpoint)
            command.Parameters.Add(new() { Value = item.Sequence });
        return await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false) > 0;
    }

    static async Task<List<string>> TextsAsync(NpgsqlConnection connection, string sql, string after, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Text, Value = after });
        command.Parameters.Add(new() { Value = Page });
        await using var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        var texts = new List<string>();
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
            texts.Add(rows.GetString(0));
        return texts;
    }
}
