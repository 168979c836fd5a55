using System.Security.Cryptography;
using System.Text;
using Weave.Checkpoints;
using Weave.State;

namespace Weave.Sealing;

/// <summary>
/// Everything but checkpoints: the four bytes <c>WVSE</c>, a version, the key part, the ciphertext, the tag. What precedes the ciphertext is authenticated with it, and so is the place: an outcome moved to another
/// run does not open.
/// </summary>
static class SealedBytes
{
    const byte Version = 1;

    static ReadOnlySpan<byte> Magic => "WVSE"u8;

    internal static bool Are(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic);

    /// <summary>The id of the key.</summary>
    internal static string KeyOf(ReadOnlySpan<byte> bytes, string? run) => Head(bytes, run, out _).Id;

    /// <summary>Throws <see cref="EncryptionKeyException"/> for what somebody should have opened.</summary>
    internal static void RefuseSealed(ReadOnlySpan<byte> bytes)
    {
        if (Are(bytes))
            throw new EncryptionKeyException(KeyOf(bytes, run: null), "It is encrypted, and nothing has opened it.");
    }

    internal static byte[] Seal(ReadOnlySpan<byte> content, string place, DerivedKey key, byte[] nonce)
    {
        var head = new ByteList();
        head.Bytes(Magic);
        head.Byte(Version);
        KeyPart.Of(key, nonce).Write(head);
        var bytes = new byte[head.Count + content.Length + Sealer.TagSize];
        head.Span.CopyTo(bytes);
        using var cipher = key.Cipher();
        cipher.Encrypt(nonce, content, bytes.AsSpan(head.Count, content.Length), bytes.AsSpan(bytes.Length - Sealer.TagSize), Bound(head.Span, place));
        return bytes;
    }

    /// <summary>The content. Throws <see cref="EncryptionKeyException"/>, or <see cref="CorruptStateException"/> where the key is right and the tag is not.</summary>
    internal static byte[] Open(ReadOnlySpan<byte> bytes, string place, Sealer sealer, string? run)
    {
        var part = Head(bytes, run, out var start);
        var key = sealer.Find(part, run);
        if (bytes.Length - start < Sealer.TagSize)
            throw new CorruptStateException("What is encrypted ends too early.", run);
        var content = new byte[bytes.Length - start - Sealer.TagSize];
        using var cipher = key.Cipher();
        try
        {
            cipher.Decrypt(part.Nonce, bytes[start..^Sealer.TagSize], bytes[^Sealer.TagSize..], content, Bound(bytes[..start], place));
        }
        catch (AuthenticationTagMismatchException error)
        {
            throw new CorruptStateException($"What is encrypted with the key '{part.Id}' is damaged, or stood elsewhere: its authentication tag does not match.", run, error);
        }

        return content;
    }

    static KeyPart Head(ReadOnlySpan<byte> bytes, string? run, out int start)
    {
        var cursor = new ByteCursor(bytes, Magic.Length, bytes.Length, run);
        var version = cursor.Number();
        if (version != Version)
            throw new UnknownCheckpointVersionException(version, run);
        var part = KeyPart.Read(ref cursor);
        start = cursor.Position;
        return part;
    }

    static byte[] Bound(ReadOnlySpan<byte> head, string place) => [.. head, .. Encoding.UTF8.GetBytes(place)];
}
