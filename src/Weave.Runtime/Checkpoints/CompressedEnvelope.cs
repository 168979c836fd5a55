using System.Buffers;
using Weave.Compression;
using Weave.State;

namespace Weave.Checkpoints;

/// <summary>An envelope whose payload is compressed: its flags name the codec and the dictionary, its header stays readable.</summary>
static class CompressedEnvelope
{
    internal const ulong Flag = 1;

    /// <summary>The same envelope with its payload compressed, or null if that is no smaller.</summary>
    /// <param name="plain">The envelope.</param>
    /// <param name="flagsAt">Where its flags are, one byte.</param>
    /// <param name="payloadAt">Where its payload begins.</param>
    /// <param name="dictionary">The dictionary to use, or null.</param>
    /// <param name="prefix">The payload of the checkpoint before it, to use instead of a dictionary; or nothing.</param>
    internal static byte[]? Compress(ReadOnlySpan<byte> plain, int flagsAt, int payloadAt, ZstdDictionary? dictionary, ReadOnlySpan<byte> prefix = default)
    {
        var payload = plain[payloadAt..^4];
        var compressed = PayloadCompression.Compress(payload, dictionary, out var rented, prefix);
        try
        {
            // Padded, so that what is read never makes more of its bytes than is stated.
            var padding = Math.Max(0, (payload.Length / PayloadCompression.MostRatio) - compressed.Length);
            if (compressed.IsEmpty)
                return null;
            var head = new ByteList();
            head.Bytes(plain[..flagsAt]);
            head.Put(plain[flagsAt] | Flag);
            head.Text(prefix.IsEmpty ? PayloadCompression.Name : PayloadCompression.PrefixedName);
            head.Put(!prefix.IsEmpty ? Crc32C.Of(prefix) : dictionary is null ? 0 : (ulong)dictionary.Number + 1);
            head.Bytes(plain[(flagsAt + 1)..payloadAt]);
            head.Put(((ulong)payload.Length << 1) | (padding > 0 ? 1u : 0));
            if (padding > 0)
                head.Put((uint)padding);
            var length = head.Count + compressed.Length + padding + 4;
            if (length >= plain.Length)
                return null;
            var bytes = new byte[length];
            head.Span.CopyTo(bytes);
            compressed.CopyTo(bytes.AsSpan(head.Count));
            Crc32C.Seal(bytes);
            return bytes;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>What the flags of a compressed envelope go on with.</summary>
    internal static PayloadCodec ReadCodec(ref ByteCursor cursor, string? run)
    {
        var codec = cursor.Text();
        if (PayloadCompression.IsZstd(codec) && !PayloadCompression.Knows(codec))
            throw new UnknownCheckpointVersionException(1, "compressed with 'zstd', and there is no libzstd on this machine", run);
        if (!PayloadCompression.Knows(codec))
            throw new UnknownCheckpointVersionException(1, $"compressed with '{codec}'", run);
        var isPrefixed = codec == PayloadCompression.PrefixedName;
        var number = cursor.Varint();
        if (number > (isPrefixed ? uint.MaxValue : int.MaxValue))
            throw cursor.Corrupt("a number is out of range");
        return isPrefixed ? new PayloadCodec(codec, -1, (uint)number) : new PayloadCodec(codec, (int)number - 1, null);
    }

    /// <summary>The payload that the rest of a compressed envelope stands for.</summary>
    internal static byte[] Decompress(string codec, ZstdDictionary? dictionary, ReadOnlySpan<byte> prefix, ref ByteCursor cursor)
    {
        var stated = cursor.Varint();
        var padding = (stated & 1) == 0 ? 0 : cursor.Number();
        if (padding > cursor.Remaining || stated >> 1 > (ulong)Array.MaxLength || (long)(stated >> 1) / PayloadCompression.MostRatio > cursor.Remaining)
            throw cursor.Corrupt("it claims to hold more than its bytes can");
        var payload = GC.AllocateUninitializedArray<byte>((int)(stated >> 1));
        var compressed = cursor.Take(cursor.Remaining);
        if (!PayloadCompression.TryDecompress(codec, compressed[..^padding], dictionary, payload, prefix))
            throw cursor.Corrupt("its payload cannot be decompressed");
        return payload;
    }
}
