using Npgsql;
using NpgsqlTypes;
using Weave.Storage;

namespace Weave.Postgres;

/// <summary>Reads a page of a query.</summary>
static class QueryPage
{
    const int Size = 256;

    // The index has the first 512 characters of an id; the rest decides among those that share them.
    const string After = "(left(r.run, 512), r.run) > (left($1, 512), $1) ORDER BY left(r.run, 512), r.run LIMIT $2";

    const string All = $"SELECT {RecordRow.Columns} FROM runs r WHERE {After}";

    const string OfStates = $"""
        SELECT {RecordRow.Columns} FROM unnest($3) AS s(state) CROSS JOIN LATERAL (SELECT * FROM runs r WHERE r.state = s.state AND {After}) r
        ORDER BY left(r.run, 512), r.run LIMIT $2
        """;

    public static async Task<RunPage> ReadAsync(NpgsqlConnection connection, string path, IReadOnlyList<RunState> states, string? after, int limit, CancellationToken cancel)
    {
        var size = Math.Min(limit, Size);
        await using var command = new NpgsqlCommand(states.Count == 0 ? All : OfStates, connection);
        command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Text, Value = after ?? "" });
        command.Parameters.Add(new() { Value = size });
        if (states.Count > 0)
            command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Smallint, Value = states.Select(static s => (short)s).ToList() });
        await using var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        var records = new List<RunRecord>();
        Exception? unreadable = null;
        var looked = 0;
        string? last = null;
        for (; await rows.ReadAsync(cancel).ConfigureAwait(false); looked++)
        {
            last = rows.GetString(0);
            try
            {
                records.Add(RecordRow.Read(rows));
            }
            catch (InvalidDataException e)
            {
                unreadable ??= PostgresErrors.Translate(path, last, e);
            }
        }

        return new RunPage(records, looked < size ? null : last, unreadable);
    }
}
