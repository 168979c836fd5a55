namespace Weave.Compression;

/// <summary>A trained dictionary, ready for use. Its bytes are a symbol of the store, so that every process that can load a checkpoint can load what it was compressed with.</summary>
sealed class ZstdDictionary
{
    // With a dictionary the input is small: what a higher level costs is little.
    const int Level = 9;
    const string Prefix = "zstd-dictionary:";

    ZstdDictionary(int number, ReadOnlySpan<byte> content)
    {
        Number = number;
        Compression = Zstd.CreateCompression(content, Level);
        Decompression = Zstd.CreateDecompression(content);
    }

    ~ZstdDictionary()
    {
        Zstd.FreeCompression(Compression);
        Zstd.FreeDecompression(Decompression);
    }

    /// <summary>The number of its symbol.</summary>
    internal int Number { get; }

    internal nint Compression { get; }

    internal nint Decompression { get; }

    /// <summary>The text of the symbol that holds these bytes.</summary>
    internal static string TextOf(ReadOnlySpan<byte> content) => Prefix + Convert.ToBase64String(content);

    /// <summary>The dictionary that a symbol holds, or null if it holds something else.</summary>
    internal static ZstdDictionary? Parse(int number, string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var content = new byte[text.Length];
        return Convert.TryFromBase64Chars(text.AsSpan(Prefix.Length), content, out var length) ? new ZstdDictionary(number, content.AsSpan(0, length)) : null;
    }
}
