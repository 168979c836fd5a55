using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Weave.Storage;

namespace Weave.Postgres;

/// <summary>Short ways to parameters that are arrays: a group of writes travels as columns.</summary>
static class Columns
{
    public static void Add(this NpgsqlBatchCommand command, NpgsqlDbType type, object value) =>
        command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = value });

    public static void AddOne(this NpgsqlBatchCommand command, NpgsqlDbType type, object? value) =>
        command.Parameters.Add(new() { NpgsqlDbType = type, Value = value ?? DBNull.Value });

    /// <summary>The same bytes as an array of their own; the caller's where that is one.</summary>
    public static byte[] Array(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Array!.Length == segment.Count ? segment.Array : bytes.ToArray();

    public static byte[] Bytes(BlobHash hash) => Convert.FromHexString(hash.Hex);

    public static byte[]? BytesOrNull(BlobHash? hash) => hash is { } found ? Bytes(found) : null;

    /// <summary>Hashes as one text; null for none.</summary>
    public static string? Names(IReadOnlyList<BlobHash> hashes) => hashes.Count == 0 ? null : string.Join(' ', hashes);

    /// <summary>A list inside a column: PostgreSQL's arrays of arrays are rectangular.</summary>
    public static string Json(IReadOnlyList<string> texts)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var text in texts)
                json.WriteStringValue(text);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
