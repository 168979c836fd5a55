using Npgsql;
using NpgsqlTypes;
using Weave.Storage;

namespace Weave.Postgres;

/// <content>Membership, and the queue of runs to claim.</content>
public sealed partial class PostgresStore
{
    readonly Heart heart;
    volatile Membership? membership;

    /// <inheritdoc/>
    public async ValueTask<HubRecord> JoinAsync(HubInfo hub, TimeSpan lease, CancellationToken cancel = default)
    {
        StoreRules.Check(hub);
        OwnersOnly(cancel);
        var term = Term(lease);
        var record = await WriteAsync("join", async (connection, giveUp) =>
        {
            await using var command = new NpgsqlCommand("SELECT join_hub($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)", connection);
            command.Parameters.Add(database.Now());
            foreach (var value in new object?[]
            {
                membership?.Incarnation ?? 0, NameKey.Of(hub.Id), hub.Id, null, hub.Address, hub.Offers.ToArray(), hub.Cores, hub.Memory, hub.Host, hub.Socket, hub.Protocol.Newest, hub.Protocol.Oldest,
            })
            {
                command.Parameters.Add(value is null ? new() { NpgsqlDbType = NpgsqlDbType.Bigint, Value = term ?? (object)DBNull.Value } : new() { Value = value });
            }

            var incarnation = (long)(await command.ExecuteScalarAsync(giveUp).ConfigureAwait(false))!;
            membership = new(hub.Id, incarnation, lease);
            await using var look = new NpgsqlCommand($"SELECT {MemberRow.Columns} FROM members m WHERE m.incarnation = $2", connection);
            look.Parameters.Add(database.Now());
            look.Parameters.Add(new() { Value = incarnation });
            await using var rows = await look.ExecuteReaderAsync(giveUp).ConfigureAwait(false);
            return (await ReadMembersAsync(rows, giveUp).ConfigureAwait(false))[0];
        }, cancel).ConfigureAwait(false);
        Tell(StoreChange.Anything);
        return record;
    }

    /// <inheritdoc/>
    public ValueTask<Heartbeat?> HeartbeatAsync(HubLoad load, CancellationToken cancel = default)
    {
        OwnersOnly(cancel);
        if (membership is not { } member)
            return default;
        var term = member.Lease == Timeout.InfiniteTimeSpan ? database.RetryFor : member.Lease;
        return new(heart.Beat(term, connection =>
        {
            using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(BeatCommand(member, load));
            batch.BatchCommands.Add(MembersCommand());
            using var rows = batch.ExecuteReader();
            var kept = rows.Read() ? MemberRow.Read(rows) : null;
            rows.NextResult();
            var members = new List<HubRecord>();
            while (rows.Read())
                members.Add(MemberRow.Read(rows));
            return kept is null ? null : new Heartbeat(kept, members);
        }));
    }

    /// <inheritdoc/>
    public async ValueTask LeaveAsync(CancellationToken cancel = default)
    {
        OwnersOnly(cancel);
        if (membership is not { } member)
            return;
        await WriteAsync("leave", (connection, giveUp) =>
            ExecuteAsync(connection, "UPDATE members SET over = true WHERE incarnation = $1 AND NOT over", member.Incarnation, giveUp), cancel).ConfigureAwait(false);
        Tell(StoreChange.Anything);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<HubRecord>> HubsAsync(CancellationToken cancel = default) => await ReadAsync(null, async (connection, giveUp) =>
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(MembersCommand());
        await using var rows = await batch.ExecuteReaderAsync(giveUp).ConfigureAwait(false);
        return await ReadMembersAsync(rows, giveUp).ConfigureAwait(false);
    }, cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<bool> DrainAsync(string hub, CancellationToken cancel = default)
    {
        StoreRules.CheckName(hub, "hub id");
        Open(cancel);
        var asked = await WriteAsync("drain", (connection, giveUp) =>
            ExecuteAsync(connection, "UPDATE members SET state = 1 WHERE hub_key = $1 AND NOT over", NameKey.Of(hub), giveUp), cancel).ConfigureAwait(false);
        if (asked)
            Tell(new([], Hubs: true));
        return asked;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<RunClaim>> ClaimNextAsync(ClaimQuery query, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        OwnersOnly(cancel);
        if (membership is not { } member || query.Most <= 0)
            return [];
        var token = NextToken();
        var calls = 0;
        return await pipeline.Post(new SingleOperation<IReadOnlyList<RunClaim>>(
            () =>
            {
                var command = new NpgsqlBatchCommand("SELECT run, epoch, attempts FROM claim_next($1, $2, $3, $4, $5, $6, $7, $8)");
                command.Parameters.Add(database.Now());
                command.AddOne(NpgsqlDbType.Bigint, member.Incarnation);
                command.AddOne(NpgsqlDbType.Bigint, token);
                command.AddOne(NpgsqlDbType.Boolean, calls++ > 0);
                command.Add(NpgsqlDbType.Text, query.Offers.ToArray());
                command.AddOne(NpgsqlDbType.Integer, query.Most);
                command.AddOne(NpgsqlDbType.Boolean, query.Suspects);
                command.Add(NpgsqlDbType.Uuid, query.Except.Select(NameKey.Of).ToArray());
                return command;
            },
            static async rows =>
            {
                var claims = new List<RunClaim>();
                while (await rows.ReadAsync().ConfigureAwait(false))
                    claims.Add(new(rows.GetString(0), rows.GetInt64(1), rows.GetInt32(2)));
                return (claims, claims.Count > 0 ? new StoreChange(claims.ConvertAll(static c => c.Run)) : null);
            })).ConfigureAwait(false);
    }

    /// <summary>It waits for no disk: a server that has failed gives everybody a lease's time anyway, and one that is busy writing shall not cost anybody the membership.</summary>
    NpgsqlBatchCommand BeatCommand(Membership member, HubLoad load) => new($"""
        WITH quick AS (SELECT set_config('synchronous_commit', 'off', true))
        UPDATE members m SET runs = $3, running = $4, used = $5,
            lease_end = lease_end(coalesce($1, now_ticks()), m.lease),
            steady_since = CASE WHEN m.lease_end <= coalesce($1, now_ticks()) THEN coalesce($1, now_ticks()) ELSE m.steady_since END
        FROM quick WHERE m.incarnation = $2 AND NOT m.over
        RETURNING {MemberRow.Columns}
        """)
    {
        Parameters = { database.Now(), new() { Value = member.Incarnation }, new() { Value = load.Runs }, new() { Value = load.Running }, new() { Value = load.Memory } },
    };

    NpgsqlBatchCommand MembersCommand() => new($"SELECT {MemberRow.Columns} FROM members m WHERE NOT m.over ORDER BY m.hub") { Parameters = { database.Now() } };

    static async Task<List<HubRecord>> ReadMembersAsync(NpgsqlDataReader rows, CancellationToken cancel)
    {
        var members = new List<HubRecord>();
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
            members.Add(MemberRow.Read(rows));
        return members;
    }

    static async Task<bool> ExecuteAsync(NpgsqlConnection connection, string sql, object parameter, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new() { Value = parameter });
        return await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false) > 0;
    }

    /// <summary>A write that goes its own way.</summary>
    async Task<T> WriteAsync<T>(string name, Func<NpgsqlConnection, CancellationToken, Task<T>> write, CancellationToken cancel)
    {
        life.Reach(name + ".begun");
        var result = await database.TryAsync(null, write, cancel).ConfigureAwait(false);
        life.Reach(name + ".durable");
        return result;
    }

    /// <summary>A claim for this handle's own hub is one of its membership, which must hold; one for another name stands by itself.</summary>
    long IncarnationOf(string hub) => membership is { } member && member.Hub == hub ? member.Incarnation : 0;
}
