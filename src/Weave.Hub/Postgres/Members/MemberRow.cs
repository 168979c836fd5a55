using Npgsql;
using Weave.Storage;

namespace Weave.Postgres;

/// <summary>A row of the members table as a record.</summary>
static class MemberRow
{
    /// <summary>The columns, of a table called m; $1 is the time.</summary>
    public const string Columns = """
        m.hub, m.address, m.offers, m.cores, m.memory, m.host, m.socket, m.newest, m.oldest, m.incarnation, m.state, m.runs, m.running, m.used,
        greatest(0, m.lease_end - coalesce($1, now_ticks()))
        """;

    public static HubRecord Read(NpgsqlDataReader row)
    {
        var hub = new HubInfo(row.GetString(0), row.GetString(1))
        {
            Offers = row.GetFieldValue<string[]>(2),
            Cores = row.GetInt32(3),
            Memory = row.GetInt64(4),
            Host = row.GetString(5),
            Socket = row.GetString(6),
            Protocol = (row.GetInt32(7), row.GetInt32(8)),
        };
        return new(hub, row.GetInt64(9), (HubState)row.GetInt16(10), new(row.GetInt32(11), row.GetInt32(12)) { Memory = row.GetInt64(13) }, new(row.GetInt64(14)));
    }
}
