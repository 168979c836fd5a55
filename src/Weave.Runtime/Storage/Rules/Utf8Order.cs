namespace Weave.Storage;

/// <summary>Orders strings as their UTF-8 bytes do, which is how databases order them; it differs from ordinal UTF-16 only where surrogates meet U+E000 and
/// above.</summary>
sealed class Utf8Order : IComparer<string>
{
    public static Utf8Order Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var a = x.AsSpan();
        var b = y.AsSpan();
        var same = a.CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
            return a.Length - b.Length;
        return Rank(a[same]) - Rank(b[same]);
    }

    static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}
