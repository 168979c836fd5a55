using Npgsql;
using NpgsqlTypes;
using Weave.Storage;

namespace Weave.Postgres;

/// <summary>The reads of a store, each of one moment, so that what it returns belongs together.</summary>
static class RunReads
{
    const string Find = $"SELECT {RecordRow.Columns} FROM runs r WHERE r.key = $1";
    const string Checkpoints = "SELECT strand, sequence, base, bytes, blobs FROM checkpoints WHERE run = $1";
    const string Timers = "SELECT strand, timer, due FROM timers WHERE run = $1";

    // A message that came while its run was being closed has no effect.
    const string Inbox = """
        SELECT i.id, i.kind, i.strand, i.subject, i.payload FROM inbox i
        WHERE i.run = $1 AND NOT i.consumed AND EXISTS (SELECT FROM runs r WHERE r.key = $1 AND r.state NOT IN (2, 4, 5)) ORDER BY i.position
        """;

    public static async Task<RunRecord?> FindAsync(NpgsqlConnection connection, Guid key, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Find, connection);
        command.Parameters.Add(new() { Value = key });
        await using var row = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        return await row.ReadAsync(cancel).ConfigureAwait(false) ? RecordRow.Read(row) : null;
    }

    public static async Task<StoredRun> LoadAsync(NpgsqlConnection connection, string run, CancellationToken cancel)
    {
        await using var batch = OneMoment(connection, NameKey.Of(run), Find, Checkpoints, Inbox, Timers);
        await using var rows = await batch.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        if (!await rows.ReadAsync(cancel).ConfigureAwait(false))
            throw new RunNotFoundException(run);
        var record = RecordRow.Read(rows);
        await rows.NextResultAsync(cancel).ConfigureAwait(false);
        var checkpoints = await CheckpointsAsync(rows, cancel).ConfigureAwait(false);
        await rows.NextResultAsync(cancel).ConfigureAwait(false);
        var inbox = await InboxAsync(rows, run, cancel).ConfigureAwait(false);
        await rows.NextResultAsync(cancel).ConfigureAwait(false);
        var timers = new List<StoredTimer>();
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
            timers.Add(new(rows.GetString(0), rows.GetString(1), RecordRow.Time(rows, 2)));
        await rows.NextResultAsync(cancel).ConfigureAwait(false);
        return new(record, checkpoints, inbox, [.. timers.OrderBy(static t => t.Strand, Utf8Order.Instance).ThenBy(static t => t.Key, Utf8Order.Instance)]);
    }

    public static async Task<IReadOnlyList<InboxMessage>> InboxAsync(NpgsqlConnection connection, string run, CancellationToken cancel)
    {
        await using var batch = OneMoment(connection, NameKey.Of(run), "SELECT FROM runs WHERE key = $1", Inbox);
        await using var rows = await batch.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        if (!await rows.ReadAsync(cancel).ConfigureAwait(false))
            throw new RunNotFoundException(run);
        await rows.NextResultAsync(cancel).ConfigureAwait(false);
        return await InboxAsync(rows, run, cancel).ConfigureAwait(false);
    }

    public static async Task<ReadOnlyMemory<byte>?> BlobAsync(NpgsqlConnection connection, BlobHash hash, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT content, stored FROM blobs WHERE hash = $1", connection);
        command.Parameters.Add(new() { Value = Columns.Bytes(hash) });
        await using var row = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        if (!await row.ReadAsync(cancel).ConfigureAwait(false))
            return null;
        var content = row.GetFieldValue<byte[]>(0);
        return BlobHash.Of(content) == RecordRow.Hash(row, 1) ? content : throw new InvalidDataException($"The blob {hash} has another content than was put.");
    }

    /// <summary>Statements with one key, of one moment, in one round trip.</summary>
    public static NpgsqlBatch OneMoment(NpgsqlConnection connection, Guid key, params ReadOnlySpan<string> statements)
    {
        var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
        foreach (var sql in statements)
        {
            var command = new NpgsqlBatchCommand(sql);
            command.AddOne(NpgsqlDbType.Uuid, key);
            batch.BatchCommands.Add(command);
        }

        batch.BatchCommands.Add(new("COMMIT"));
        return batch;
    }

    public static async Task<IReadOnlyList<StoredCheckpoint>> CheckpointsAsync(NpgsqlDataReader rows, CancellationToken cancel)
    {
        var checkpoints = new List<StoredCheckpoint>();
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
        {
            checkpoints.Add(new(rows.GetString(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetFieldValue<byte[]>(3))
            {
                Blobs = rows.IsDBNull(4) ? [] : [.. rows.GetFieldValue<byte[][]>(4).Select(static b => new BlobHash(Convert.ToHexStringLower(b)))],
            });
        }

        return [.. checkpoints.OrderBy(static c => c.Strand, Utf8Order.Instance).ThenBy(static c => c.Sequence)];
    }

    public static async Task<IReadOnlyList<InboxMessage>> InboxAsync(NpgsqlDataReader rows, string run, CancellationToken cancel)
    {
        var messages = new List<InboxMessage>();
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
        {
            var kind = (MessageKind)rows.GetInt16(1);
            if (!Enum.IsDefined(kind))
                throw new InvalidDataException($"{kind} is no kind of message.");
            messages.Add(new(run, rows.GetString(0), kind, rows.IsDBNull(2) ? null : rows.GetString(2), rows.GetString(3), rows.GetFieldValue<byte[]>(4)));
        }

        return messages;
    }
}
