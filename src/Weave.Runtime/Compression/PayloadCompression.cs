using System.Buffers;
using System.IO.Compression;

namespace Weave.Compression;

/// <summary>The codecs a payload may be compressed with, by the names that envelopes give them: short, for most checkpoints are.</summary>
static class PayloadCompression
{
    internal const string ZstdName = "z";
    internal const string PrefixedName = "zp";
    internal const string BrotliName = "br";

    /// <summary>No payload is smaller than this part of what it stands for: what claims more is refused before anything is allocated, and padded when it is written.</summary>
    internal const int MostRatio = 32;

    // What every zstd frame begins with: four bytes that a checkpoint does not need.
    static ReadOnlySpan<byte> Magic => [0x28, 0xB5, 0x2F, 0xFD];

    const int BrotliQuality = 3;
    const int BrotliWindow = 22;

    /// <summary>What this process compresses with.</summary>
    internal static string Name => Zstd.IsAvailable ? ZstdName : BrotliName;

    /// <summary>Compresses into a rented array; what of it is used, or nothing if nothing is gained.</summary>
    internal static ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> payload, ZstdDictionary? dictionary, out byte[] rented, ReadOnlySpan<byte> prefix = default)
    {
        rented = ArrayPool<byte>.Shared.Rent(Zstd.IsAvailable ? Zstd.Bound(payload.Length) : payload.Length);
        var to = rented.AsSpan();
        if (Zstd.IsAvailable)
        {
            var framed = ZstdThread.Compress(payload, to, dictionary, prefix);
            return framed > Magic.Length ? to[Magic.Length..framed] : default;
        }

        return BrotliEncoder.TryCompress(payload, to, out var length, BrotliQuality, BrotliWindow) ? to[..length] : default;
    }

    /// <summary>Decompresses into exactly as many bytes as were stated; false if the bytes do not hold that.</summary>
    internal static bool TryDecompress(string codec, ReadOnlySpan<byte> compressed, ZstdDictionary? dictionary, Span<byte> to, ReadOnlySpan<byte> prefix = default)
    {
        if (codec == BrotliName)
            return BrotliDecoder.TryDecompress(compressed, to, out var length) && length == to.Length;
        var whole = ArrayPool<byte>.Shared.Rent(Magic.Length + compressed.Length);
        try
        {
            Magic.CopyTo(whole);
            compressed.CopyTo(whole.AsSpan(Magic.Length));
            return ZstdThread.Decompress(whole.AsSpan(0, Magic.Length + compressed.Length), to, dictionary, prefix) == to.Length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    internal static bool IsZstd(string codec) => codec is ZstdName or PrefixedName;

    /// <summary>True if this process can decompress it.</summary>
    internal static bool Knows(string codec) => codec == BrotliName || (IsZstd(codec) && Zstd.IsAvailable);
}
