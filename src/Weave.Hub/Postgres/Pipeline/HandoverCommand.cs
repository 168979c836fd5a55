using Npgsql;
using NpgsqlTypes;

namespace Weave.Postgres;

/// <summary>A commit that is nothing but a handover, when it is the only one of its wave: fewer words, for a run that stands still.</summary>
static class HandoverCommand
{
    const string Sql = "SELECT hand_over($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    public static NpgsqlBatchCommand Of(CommitOperation operation, StoreDatabase database, long writer)
    {
        var batch = operation.Plan.Batch!;
        var command = new NpgsqlBatchCommand(Sql);
        command.Parameters.Add(database.Now());
        command.AddOne(NpgsqlDbType.Bigint, writer);
        command.AddOne(NpgsqlDbType.Uuid, operation.Key!.Value);
        command.AddOne(NpgsqlDbType.Bigint, batch.Epoch);
        command.AddOne(NpgsqlDbType.Bigint, operation.Number);
        command.AddOne(NpgsqlDbType.Bigint, operation.Before);
        command.AddOne(NpgsqlDbType.Boolean, batch.Progress);
        command.AddOne(NpgsqlDbType.Uuid, NameKey.Of(batch.Handover!));
        command.AddOne(NpgsqlDbType.Bigint, batch.HandoverIncarnation);
        return command;
    }

    public static async Task ReadAsync(CommitOperation operation, NpgsqlDataReader reader)
    {
        await reader.ReadAsync().ConfigureAwait(false);
        operation.Judge((Verdict)reader.GetInt16(0), 0, 0);
    }
}
