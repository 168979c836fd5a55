using System.Buffers;
using System.IO.Compression;
using Weave.Checkpoints;
using Weave.State;
using Weave.Storage;

namespace Weave.Modules;

/// <summary>
/// A module as one blob: its assemblies by name, compressed. Its name is the SHA-256 of what is compressed, so that the same assemblies have the same name whatever
/// the compressor makes of them.
/// </summary>
static class ModulePack
{
    const int Version = 1;

    /// <summary>As version 1, with a signature before what is compressed.</summary>
    const int SignedVersion = 2;

    const int LongestSignature = 1024;

    /// <summary>A module is refused beyond this size before anything is unpacked.</summary>
    const int Largest = 512 << 20;

    static ReadOnlySpan<byte> Magic => "WVMD"u8;

    /// <summary>True if a blob is a module.</summary>
    public static bool Is(ReadOnlySpan<byte> blob) => blob.StartsWith(Magic);

    /// <summary>The bytes that are hashed and compressed.</summary>
    /// <param name="images">Assemblies by simple name.</param>
    public static byte[] Lay(IReadOnlyDictionary<string, byte[]> images)
    {
        var list = new ByteList();
        list.Put((uint)images.Count);
        foreach (var (name, image) in images.OrderBy(static i => i.Key, StringComparer.Ordinal))
        {
            list.Text(name);
            list.Put((uint)image.Length);
            list.Bytes(image);
        }

        return list.Span.ToArray();
    }

    /// <summary>The blob.</summary>
    /// <param name="laid">What <see cref="Lay"/> made.</param>
    /// <param name="signature">The signature of its name; empty for none.</param>
    public static byte[] Compress(byte[] laid, ReadOnlySpan<byte> signature = default)
    {
        var head = new ByteList();
        head.Bytes(Magic);
        head.Put((uint)(signature.IsEmpty ? Version : SignedVersion));
        head.Put((uint)laid.Length);
        if (!signature.IsEmpty)
        {
            head.Put((uint)signature.Length);
            head.Bytes(signature);
        }

        var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(laid.Length)];
        if (!BrotliEncoder.TryCompress(laid, compressed, out var length, quality: 4, window: 22))
            throw new InvalidOperationException("The compressor ran out of room.");
        head.Bytes(compressed.AsSpan(0, length));
        return head.Span.ToArray();
    }

    /// <summary>The signature in a blob; empty if there is none, or the blob is no module.</summary>
    public static ReadOnlySpan<byte> SignatureIn(ReadOnlySpan<byte> blob)
    {
        if (!Is(blob))
            return default;
        var cursor = new ByteCursor(blob, Magic.Length, blob.Length, run: null);
        if (cursor.Number() != SignedVersion)
            return default;
        cursor.Number();
        return cursor.Take(cursor.Number());
    }

    /// <summary>The assemblies in a blob. Throws <see cref="CorruptStateException"/>.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="hash">What it must hold.</param>
    public static Dictionary<string, byte[]> Open(ReadOnlyMemory<byte> blob, BlobHash hash)
    {
        var data = Envelope.Contiguous(blob, out var start);
        var cursor = new ByteCursor(data, start, start + blob.Length, run: null);
        if (!blob.Span.StartsWith(Magic))
            throw new CorruptStateException("The bytes are not a module.");
        cursor.Take(Magic.Length);
        var version = cursor.Number();
        if (version is not (Version or SignedVersion))
            throw new UnknownCheckpointVersionException(version);
        var size = cursor.Number();
        if (version == SignedVersion)
        {
            var signature = cursor.Number();
            if (signature is 0 or > LongestSignature)
                throw new CorruptStateException("The module is damaged: its signature has no length that a signature has.");
            cursor.Take(signature);
        }

        if (size > Largest)
            throw new CorruptStateException($"The module says that it has {size} bytes; at most {Largest} are loaded.");
        var laid = new byte[size];
        if (!BrotliDecoder.TryDecompress(data.AsSpan(cursor.Position, start + blob.Length - cursor.Position), laid, out var written) || written != size)
            throw new CorruptStateException("The module is damaged: it cannot be unpacked.");
        if (BlobHash.Of(laid) != hash)
            throw new CorruptStateException("The module is damaged: its SHA-256 is not its name.");
        return Read(laid);
    }

    static Dictionary<string, byte[]> Read(byte[] laid)
    {
        var cursor = new ByteCursor(laid, 0, laid.Length, run: null);
        var images = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var left = cursor.Count(2); left > 0; left--)
        {
            var name = cursor.Text();
            images[name] = cursor.Take(cursor.Number()).ToArray();
        }

        return images;
    }
}
