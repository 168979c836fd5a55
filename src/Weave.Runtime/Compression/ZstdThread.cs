namespace Weave.Compression;

/// <summary>The contexts of one thread: making one costs more than most checkpoints.</summary>
sealed class ZstdThread
{
    const int Level = 3;

    [ThreadStatic]
    static ZstdThread? mine;

    readonly nint compressor = Zstd.CreateCompressor(Level);
    readonly nint decompressor = Zstd.CreateDecompressor();

    ~ZstdThread()
    {
        Zstd.FreeCompressor(compressor);
        Zstd.FreeDecompressor(decompressor);
    }

    static ZstdThread Mine => mine ??= new ZstdThread();

    /// <summary>Compresses; -1 if it does not fit.</summary>
    internal static int Compress(ReadOnlySpan<byte> from, Span<byte> to, ZstdDictionary? dictionary, ReadOnlySpan<byte> prefix)
    {
        var length = Zstd.Compress(Mine.compressor, dictionary?.Compression ?? 0, prefix, from, to);
        GC.KeepAlive(dictionary);
        return length;
    }

    /// <summary>Decompresses; the length, or -1 if the bytes make no sense or do not fit.</summary>
    internal static int Decompress(ReadOnlySpan<byte> from, Span<byte> to, ZstdDictionary? dictionary, ReadOnlySpan<byte> prefix)
    {
        var length = Zstd.Decompress(Mine.decompressor, dictionary?.Decompression ?? 0, prefix, from, to);
        GC.KeepAlive(dictionary);
        return length;
    }
}
