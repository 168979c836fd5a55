using System.Text;

namespace Weave.Storage;

/// <summary>Reads a page of a query. The ids come from an index and the records one by one, so a damaged record hides none of its neighbours.</summary>
static class QueryPage
{
    const int Size = 256;

    public static RunPage Read(OpenStore store, IReadOnlyList<RunState> states, string? after, int limit)
    {
        var session = store.Session;
        var size = Math.Min(limit, Size);
        var ids = Ids(session, states, after, size);
        var records = new List<RunRecord>(ids.Count);
        Exception? unreadable = null;
        foreach (var id in ids)
        {
            try
            {
                if (RunRow.Find(session, id) is { } row)
                    records.Add(row.Record);
            }
            catch (Exception e) when (SqliteErrors.IsDamage(e))
            {
                unreadable ??= SqliteErrors.Translate(session.Path, id, e);
            }
        }

        return new RunPage(records, ids.Count < size ? null : ids[^1], unreadable);
    }

    static List<string> Ids(SqliteSession session, IReadOnlyList<RunState> states, string? after, int limit)
    {
        using var rows = session.Use(Sql(states.Count)).Bind(after ?? "").Bind(limit);
        foreach (var state in states)
            rows.Bind((long)state);
        var ids = new List<string>();
        while (rows.Step())
            ids.Add(rows.Text(0));
        return ids;
    }

    // One ordered walk of the index per state, merged by SQLite.
    static string Sql(int states)
    {
        if (states == 0)
            return "SELECT run FROM runs WHERE run > ?1 ORDER BY run LIMIT ?2";
        var sql = new StringBuilder();
        for (var i = 0; i < states; i++)
            sql.Append(i == 0 ? "" : " UNION ALL ").Append("SELECT run FROM runs WHERE state = ?").Append(i + 3).Append(" AND run > ?1");
        return sql.Append(" ORDER BY run LIMIT ?2").ToString();
    }
}
