namespace Weave.Generator.Support;

/// <summary>A short hash of a text that is the same in every process, for names that must be unique and stable.</summary>
static class StableHash
{
    /// <summary>Eight hexadecimal digits (FNV-1a over UTF-16 units).</summary>
    public static string Of(string text)
    {
        var hash = 2166136261u;
        foreach (var unit in text)
            hash = unchecked((hash ^ unit) * 16777619u);
        return hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
