namespace Weave.Analyzer.Advice;

/// <summary>What the names are like by which receivers know a repeated attempt.</summary>
static class KeyNames
{
    static readonly string[] parts = ["idempoten", "dedup", "requestid", "requesttoken", "clienttoken", "messageid", "operationid"];

    /// <summary>True for a name, with or without dashes, in any case.</summary>
    public static bool IsKey(string name)
    {
        var plain = name.Replace("-", "").Replace("_", "").ToLowerInvariant();
        return parts.Any(part => plain.Contains(part));
    }
}
