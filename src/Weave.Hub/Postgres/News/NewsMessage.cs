using System.Text;
using System.Text.Json;

namespace Weave.Postgres;

/// <summary>What a notification says: who sends it, what has changed, and which runs if they are few; any of them may have received something. <c>*</c> says that anything may have.</summary>
static class NewsMessage
{
    public static string Write(string sender, StoreChange change)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            json.WriteStringValue(sender);
            json.WriteNumberValue((change.Runnable ? 1 : 0) | (change.Hubs ? 2 : 0) | (change.Runs is null ? 4 : 0));
            foreach (var run in change.Runs ?? [])
                json.WriteStringValue(run);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>What changed; null for what the reader has sent itself.</summary>
    public static StoreChange? Read(string payload, string reader)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            var parts = json.RootElement.EnumerateArray().ToList();
            if (parts[0].GetString() == reader)
                return null;
            var flags = parts[1].GetInt32();
            string[] runs = [.. parts.Skip(2).Select(static p => p.GetString()!)];
            return new((flags & 4) != 0 ? null : runs, runs, (flags & 1) != 0, (flags & 2) != 0);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            return StoreChange.Anything;
        }
    }
}
