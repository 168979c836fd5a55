using Npgsql;

namespace Weave.Postgres;

/// <summary>A write that brings its own statement.</summary>
interface ISingleOperation
{
    NpgsqlBatchCommand Command();

    Task ReadAsync(NpgsqlDataReader reader);
}
