namespace Weave.State;

/// <summary>Members marked <see cref="SecretAttribute"/> bear an exclamation mark before their type: <c>Card:!string</c>.</summary>
static class Secrets
{
    const string Mark = ":!";

    /// <summary>The first secret member that a schema names, with what it belongs to; null if there is none.</summary>
    internal static string? In(string schema, string owner)
    {
        var at = schema.IndexOf(Mark, StringComparison.Ordinal);
        if (at < 0)
            return null;
        var start = schema.LastIndexOfAny(['{', ';', '\n', ' ', '.'], at) + 1;
        return $"{owner}.{schema[start..at]}";
    }
}
