using Npgsql;

namespace Weave.Postgres;

/// <summary>A write with a statement of its own; it travels with the others of its group.</summary>
/// <param name="command">Makes the statement: it is made again when the write is repeated.</param>
/// <param name="read">Reads its one result.</param>
sealed class SingleOperation<T>(Func<NpgsqlBatchCommand> command, Func<NpgsqlDataReader, Task<(T Answer, StoreChange? Change)>> read) : WriteOperation<T>, ISingleOperation
{
    public NpgsqlBatchCommand Command() => command();

    public async Task ReadAsync(NpgsqlDataReader reader)
    {
        try
        {
            var (answer, change) = await read(reader).ConfigureAwait(false);
            Answer(answer, change);
        }
        catch (WeaveException e)
        {
            Refuse(e);
        }
    }
}
