using Npgsql;
using NpgsqlTypes;
using Weave.Storage;

namespace Weave.Postgres;

/// <summary>New runs as the columns that <c>create_group</c> takes.</summary>
sealed class CreateColumns
{
    const int Parameters = 17;

    static readonly string Sql = $"SELECT batch, place FROM create_group({string.Join(',', Enumerable.Range(1, Parameters).Select(static i => "$" + i))})";

    const string Look = $"SELECT {RecordRow.Columns}, r.creator, r.key FROM runs r WHERE r.key = ANY($1)";

    readonly List<CreateOperation> operations = [];

    public void Add(CreateOperation operation) => operations.Add(operation);

    public NpgsqlBatchCommand Command(StoreDatabase database)
    {
        var command = new NpgsqlBatchCommand(Sql);
        command.Parameters.Add(database.Now());
        Column(NpgsqlDbType.Bigint, static o => o.Creator);
        Column(NpgsqlDbType.Uuid, static o => o.Key!.Value);
        Column(NpgsqlDbType.Text, static o => o.New.Run);
        Column(NpgsqlDbType.Text, static o => o.New.Function);
        Column(NpgsqlDbType.Bytea, static o => Columns.Bytes(o.New.Arguments));
        Column(NpgsqlDbType.Smallint, static o => (short)o.New.Upgrade);
        Column(NpgsqlDbType.Bytea, static o => Columns.BytesOrNull(o.New.Module));
        Column(NpgsqlDbType.Text, static o => Columns.Json(o.New.Needs));
        Column(NpgsqlDbType.Uuid, static o => NameKey.Of(o.New.Checkpoint.Strand));
        Column(NpgsqlDbType.Text, static o => o.New.Checkpoint.Strand);
        Column(NpgsqlDbType.Bigint, static o => o.New.Checkpoint.Sequence);
        Column(NpgsqlDbType.Bytea, static o => Columns.Array(o.New.Checkpoint.Bytes));
        Column(NpgsqlDbType.Text, static o => Columns.Names(o.New.Checkpoint.Blobs));
        var blobs = operations.SelectMany(static (o, i) => o.Blobs.Select((hash, place) => (Batch: i + 1, place, Hash: Columns.Bytes(hash)))).ToList();
        command.Add(NpgsqlDbType.Integer, blobs.ConvertAll(static b => b.Batch));
        command.Add(NpgsqlDbType.Integer, blobs.ConvertAll(static b => b.place));
        command.Add(NpgsqlDbType.Bytea, blobs.ConvertAll(static b => b.Hash));
        return command;

        void Column<T>(NpgsqlDbType type, Converter<CreateOperation, T> value) => command.Add(type, operations.ConvertAll(value));
    }

    public NpgsqlBatchCommand LookCommand()
    {
        var command = new NpgsqlBatchCommand(Look);
        command.Add(NpgsqlDbType.Uuid, operations.ConvertAll(static o => o.Key!.Value));
        return command;
    }

    /// <summary>Which of them name a missing blob.</summary>
    public async Task ReadAsync(NpgsqlDataReader reader)
    {
        while (await reader.ReadAsync().ConfigureAwait(false))
            operations[reader.GetInt32(0) - 1].Missing(reader.GetInt32(1));
    }

    /// <summary>The runs as they are, whoever created them.</summary>
    public async Task ReadLookAsync(NpgsqlDataReader reader)
    {
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            var key = reader.GetGuid(15);
            operations.Find(o => o.Key == key)!.Found(RecordRow.Read(reader), reader.GetInt64(14));
        }
    }
}
