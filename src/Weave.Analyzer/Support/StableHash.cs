using System.Globalization;

namespace Weave.Analyzer.Support;

/// <summary>64-bit FNV-1a over UTF-16 code units: the same on every machine and in every process, unlike <see cref="string.GetHashCode()"/>.</summary>
public static class StableHash
{
    /// <summary>The hash of a text, 16 hexadecimal digits.</summary>
    public static string Of(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ (byte)c) * 1099511628211UL);
            hash = unchecked((hash ^ (byte)(c >> 8)) * 1099511628211UL);
        }
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
