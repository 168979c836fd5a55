using System.Globalization;
using System.Text.Json;

namespace Weave.Tool.Runs;

/// <summary>The value of an event, given as JSON: of a type that needs no code of anybody's.</summary>
static class EventValue
{
    delegate Task Raising(RunHandle run, string name, JsonElement value, string? id, CancellationToken cancel);

    static readonly Dictionary<string, Raising> types = new(StringComparer.Ordinal)
    {
        ["bool"] = As(static v => v.GetBoolean()),
        ["string"] = As(static v => v.GetString()!),
        ["int"] = As(static v => v.GetInt32()),
        ["long"] = As(static v => v.GetInt64()),
        ["double"] = As(static v => v.GetDouble()),
        ["decimal"] = As(static v => v.GetDecimal()),
        ["Guid"] = As(static v => v.GetGuid()),
        ["DateTimeOffset"] = As(static v => v.GetDateTimeOffset()),
        ["TimeSpan"] = As(static v => TimeSpan.Parse(v.GetString()!, CultureInfo.InvariantCulture)),
    };

    /// <summary>Their names.</summary>
    public static string[] Types => [.. types.Keys];

    /// <summary>Raises it.</summary>
    /// <exception cref="FormatException">The JSON is not of that type, or says none.</exception>
    public static Task RaiseAsync(RunHandle run, string name, string json, string? type, string? id, CancellationToken cancel)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            var value = parsed.RootElement.Clone();
            type ??= value.ValueKind switch
            {
                JsonValueKind.True or JsonValueKind.False => "bool",
                JsonValueKind.String => "string",
                _ => throw new FormatException($"What type is {json}? Say it with --type: the run waits for exactly one."),
            };
            return types[type](run, name, value, id, cancel);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"{json} is no JSON value of type {type ?? "bool or string"}.", e);
        }
    }

    static Raising As<T>(Func<JsonElement, T> read) => (run, name, value, id, cancel) => run.RaiseAsync(name, read(value), id, cancel);
}
