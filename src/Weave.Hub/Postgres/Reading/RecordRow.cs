using Npgsql;
using Weave.Storage;

namespace Weave.Postgres;

/// <summary>A row of the runs table as a record.</summary>
static class RecordRow
{
    /// <summary>The columns, of a table called r; an owner whose membership is over is none.</summary>
    public const string Columns = """
        r.run, r.function, r.arguments, r.state, r.epoch, r.attempts, CASE WHEN r.incarnation = 0 OR is_member(r.incarnation) THEN r.owner END,
        r.created, r.updated, r.outcome, r.upgrade, r.module, r.started_by, r.needs
        """;

    public static RunRecord Read(NpgsqlDataReader row)
    {
        var run = row.GetString(0);
        var state = (RunState)row.GetInt16(3);
        if (!Enum.IsDefined(state))
            throw new InvalidDataException($"A run cannot be in state {state}.");
        var upgrade = (UpgradePolicy)row.GetInt16(10);
        if (!Enum.IsDefined(upgrade))
            throw new InvalidDataException($"{upgrade} is no upgrade policy.");
        return new()
        {
            Run = run,
            Function = row.GetString(1),
            Arguments = Hash(row, 2),
            State = state,
            Epoch = row.GetInt64(4),
            Attempts = row.GetInt32(5),
            Owner = row.IsDBNull(6) ? null : row.GetString(6),
            Created = Time(row, 7),
            Updated = Time(row, 8),
            Outcome = row.GetFieldValue<byte[]>(9),
            Upgrade = upgrade,
            Module = row.IsDBNull(11) ? null : Hash(row, 11),
            StartedBy = row.IsDBNull(12) ? null : Hash(row, 12),
            Needs = row.GetFieldValue<string[]>(13),
        };
    }

    public static BlobHash Hash(NpgsqlDataReader row, int column)
    {
        var bytes = row.GetFieldValue<byte[]>(column);
        return bytes.Length == 32 ? new(Convert.ToHexStringLower(bytes)) : throw new InvalidDataException($"A hash has {bytes.Length} bytes.");
    }

    public static DateTimeOffset Time(NpgsqlDataReader row, int column)
    {
        var ticks = row.GetInt64(column);
        return ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks ? new(ticks, TimeSpan.Zero) : throw new InvalidDataException($"A time of {ticks} ticks is none.");
    }
}
