using Npgsql;
using NpgsqlTypes;
using Weave.Storage;

namespace Weave.Postgres;

/// <content>What is written: runs, claims, commits, messages, texts and blobs.</content>
public sealed partial class PostgresStore
{
    /// <summary>A blob that is larger goes its own way, so that nobody's commit waits for it.</summary>
    const int LargeBlob = 256 << 10;
    const int LargeBlobSeconds = 120;

    /// <inheritdoc/>
    public int Intern(string text)
    {
        StoreRules.CheckText(text, "text");
        if (numbers.TryGetValue(text, out var known))
            return known;
        life.ThrowIfClosed();
        life.Reach("intern.begun");
        var number = database.Try(connection =>
        {
            using var command = new NpgsqlCommand("""
                WITH fresh AS (INSERT INTO symbols(key, text) SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM symbols WHERE key = $1) ON CONFLICT (key) DO NOTHING RETURNING number)
                SELECT number FROM fresh UNION ALL SELECT number FROM symbols WHERE key = $1
                """, connection);
            command.Parameters.Add(new() { Value = NameKey.Of(text) });
            command.Parameters.Add(new() { Value = text });
            return (int)(command.ExecuteScalar() ?? command.ExecuteScalar()!); // another's, made meanwhile, is there for the second look
        });
        life.Reach("intern.durable");
        symbols[number] = text;
        return numbers[text] = number;
    }

    /// <inheritdoc/>
    public string? Lookup(int number)
    {
        if (symbols.TryGetValue(number, out var known))
            return known;
        life.ThrowIfClosed();
        var text = database.Try(connection =>
        {
            using var command = new NpgsqlCommand("SELECT text FROM symbols WHERE number = $1", connection);
            command.Parameters.Add(new() { Value = number });
            return command.ExecuteScalar() as string;
        });
        if (text is not null)
            numbers[symbols[number] = text] = number;
        return text;
    }

    /// <inheritdoc/>
    public ValueTask<(RunRecord Record, bool Created)> CreateAsync(NewRun run, CancellationToken cancel = default)
    {
        StoreRules.Check(run);
        Open(cancel);
        return new(pipeline.Post(new CreateOperation(run, NextToken())));
    }

    /// <inheritdoc/>
    public ValueTask<RunClaim?> ClaimAsync(string run, string hub, TimeSpan lease, CancellationToken cancel = default)
    {
        StoreRules.CheckName(run, "run id");
        StoreRules.CheckName(hub, "hub id");
        OwnersOnly(cancel);
        var term = Term(lease);
        var token = NextToken();
        var incarnation = IncarnationOf(hub);
        return new(pipeline.Post(new SingleOperation<RunClaim?>(
            () =>
            {
                var command = Call("SELECT verdict, epoch, attempts FROM claim_run($1, $2, $3, $4, $5, $6)", run);
                command.AddOne(NpgsqlDbType.Text, hub);
                command.AddOne(NpgsqlDbType.Bigint, term);
                command.AddOne(NpgsqlDbType.Bigint, incarnation);
                command.AddOne(NpgsqlDbType.Bigint, token);
                return command;
            },
            async reader =>
            {
                if (!await reader.ReadAsync().ConfigureAwait(false))
                    return (null, null);
                Throw(run, reader.GetInt16(0));
                return (new RunClaim(run, reader.GetInt64(1), reader.GetInt32(2)), StoreChange.OfRecord(run));
            })
        {
            Run = run,
            Key = NameKey.Of(run),
        }));
    }

    /// <inheritdoc/>
    public ValueTask<bool> RenewAsync(string run, long epoch, TimeSpan lease, CancellationToken cancel = default)
    {
        StoreRules.CheckName(run, "run id");
        OwnersOnly(cancel);
        var term = Term(lease);
        var member = membership;
        return new(pipeline.Post(new SingleOperation<bool>(
            () =>
            {
                var command = Call("SELECT renew_run($1, $2, $3, $4, $5, $6)", run);
                command.AddOne(NpgsqlDbType.Bigint, epoch);
                command.AddOne(NpgsqlDbType.Text, member?.Hub ?? "");
                command.AddOne(NpgsqlDbType.Bigint, term);
                command.AddOne(NpgsqlDbType.Bigint, member?.Incarnation ?? 0);
                return command;
            },
            async reader => (await VerdictAsync(reader, run).ConfigureAwait(false) == Verdict.Done, null))
        {
            Run = run,
            Key = NameKey.Of(run),
        }));
    }

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync(string run, long epoch, CancellationToken cancel = default)
    {
        StoreRules.CheckName(run, "run id");
        OwnersOnly(cancel);
        var key = NameKey.Of(run);
        await pipeline.Post(new SingleOperation<bool>(
            () =>
            {
                var command = Call("SELECT release_run($1, $2, $3)", run);
                command.AddOne(NpgsqlDbType.Bigint, epoch);
                return command;
            },
            async reader =>
            {
                var released = await VerdictAsync(reader, run).ConfigureAwait(false) == Verdict.Done;
                return (released, released ? StoreChange.OfRecord(run, runnable: true) : null);
            })
        {
            Run = run,
            Key = key,
        }).ConfigureAwait(false);
        pipeline.Forget(key, epoch);
    }

    /// <inheritdoc/>
    public ValueTask<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        StoreRules.CheckName(batch.Run, "run id");
        OwnersOnly(cancel);
        return new(pipeline.Post(new CommitOperation(Path, batch)));
    }

    /// <inheritdoc/>
    public ValueTask AppendAsync(InboxMessage message, CancellationToken cancel = default)
    {
        StoreRules.Check(message);
        Open(cancel);
        return new(pipeline.Post(new CommitOperation(Path, message)));
    }

    /// <inheritdoc/>
    public async ValueTask<BlobHash> PutBlobAsync(ReadOnlyMemory<byte> content, BlobHash? name = null, CancellationToken cancel = default)
    {
        Open(cancel);
        var stored = BlobHash.Of(content.Span);
        var named = name ?? stored;
        StoreRules.CheckHash(named);
        if (content.Length < LargeBlob)
        {
            await pipeline.Post(new SingleOperation<bool>(() => PutCommand(named, stored, content), static _ => Task.FromResult((true, (StoreChange?)null))) { Bytes = content.Length }).ConfigureAwait(false);
            return named;
        }

        await database.TryAsync(null, async (connection, giveUp) =>
        {
            await using var batch = new NpgsqlBatch(connection) { Timeout = LargeBlobSeconds };
            batch.BatchCommands.Add(AgainCommand(named));
            if (await batch.ExecuteScalarAsync(giveUp).ConfigureAwait(false) is not null)
                return true;
            batch.BatchCommands[0] = PutCommand(named, stored, content);
            await batch.ExecuteNonQueryAsync(giveUp).ConfigureAwait(false);
            return true;
        }, cancel).ConfigureAwait(false);
        return named;
    }

    NpgsqlBatchCommand PutCommand(BlobHash name, BlobHash stored, ReadOnlyMemory<byte> content)
    {
        var command = new NpgsqlBatchCommand("SELECT put_blob($1, $2, $3, $4, $5)");
        command.Parameters.Add(database.Now());
        command.AddOne(NpgsqlDbType.Bytea, Columns.Bytes(name));
        command.AddOne(NpgsqlDbType.Bytea, Columns.Bytes(stored));
        command.AddOne(NpgsqlDbType.Bytea, content);
        command.AddOne(NpgsqlDbType.Boolean, Access == StoreAccess.Owner);
        return command;
    }

    NpgsqlBatchCommand AgainCommand(BlobHash name)
    {
        var command = new NpgsqlBatchCommand("UPDATE blobs SET since = coalesce($1, now_ticks()) WHERE hash = $2 RETURNING true");
        command.Parameters.Add(database.Now());
        command.AddOne(NpgsqlDbType.Bytea, Columns.Bytes(name));
        return command;
    }

    async Task CollectAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT collect_blobs($1)", connection);
        command.Parameters.Add(database.Now());
        await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
    }

    async Task ReadSymbolsAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT number, text FROM symbols", connection);
        await using var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
            numbers[symbols[rows.GetInt32(0)] = rows.GetString(1)] = rows.GetInt32(0);
    }

    /// <summary>A call whose first parameters are the time and the run.</summary>
    NpgsqlBatchCommand Call(string sql, string run)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(database.Now());
        command.AddOne(NpgsqlDbType.Uuid, NameKey.Of(run));
        return command;
    }

    static async Task<Verdict> VerdictAsync(NpgsqlDataReader reader, string run)
    {
        await reader.ReadAsync().ConfigureAwait(false);
        var verdict = reader.GetInt16(0);
        Throw(run, verdict);
        return (Verdict)verdict;
    }

    static void Throw(string run, short verdict)
    {
        if ((Verdict)verdict == Verdict.NoRun)
            throw new RunNotFoundException(run);
    }

    /// <summary>A lease in ticks; null for one that does not end.</summary>
    static long? Term(TimeSpan lease)
    {
        StoreRules.LeaseEnd(default, lease);
        return lease == Timeout.InfiniteTimeSpan ? null : lease.Ticks;
    }
}
