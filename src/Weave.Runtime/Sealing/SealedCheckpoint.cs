using System.Security.Cryptography;
using Weave.Checkpoints;
using Weave.State;

namespace Weave.Sealing;

/// <summary>
/// The encrypted envelope: flag 2 is set, the key part stands behind the flags, the payload is ciphertext and the tag stands where the CRC stood. The head stays readable, and is authenticated with the payload.
/// It is made from finished bytes, so what is compressed was compressed before.
/// </summary>
static class SealedCheckpoint
{
    const ulong Encrypted = 2;
    const int CrcSize = 4;

    internal static bool Is(ReadOnlySpan<byte> bytes) => Envelope.FlagsOf(bytes, out _) is { } flags && (flags & Encrypted) != 0;

    /// <summary>The id of the key.</summary>
    internal static string KeyOf(ReadOnlySpan<byte> bytes, string? run)
    {
        Envelope.FlagsOf(bytes, out var rest);
        var cursor = new ByteCursor(bytes, rest, bytes.Length, run);
        return KeyPart.Read(ref cursor).Id;
    }

    /// <summary>Throws <see cref="CorruptStateException"/> where the bytes are none.</summary>
    internal static byte[] Seal(ReadOnlySpan<byte> plain, DerivedKey key, byte[] nonce)
    {
        var flags = Envelope.FlagsOf(plain, out var rest) ?? throw new CorruptStateException("This is not a Weave checkpoint.");
        var payload = Envelope.PayloadStart(plain, run: null);
        if (plain.Length - payload < CrcSize)
            throw new CorruptStateException("The checkpoint is damaged: it ends too early.");
        var head = new ByteList();
        Begin(head, flags | Encrypted);
        KeyPart.Of(key, nonce).Write(head);
        head.Bytes(plain[rest..payload]);
        var content = plain[payload..^CrcSize];
        var bytes = new byte[head.Count + content.Length + Sealer.TagSize];
        head.Span.CopyTo(bytes);
        using var cipher = key.Cipher();
        cipher.Encrypt(nonce, content, bytes.AsSpan(head.Count, content.Length), bytes.AsSpan(bytes.Length - Sealer.TagSize), head.Span);
        return bytes;
    }

    /// <summary>The envelope as it was. Throws <see cref="EncryptionKeyException"/>, or <see cref="CorruptStateException"/> where the key is right and the tag is not.</summary>
    internal static byte[] Open(ReadOnlySpan<byte> bytes, Sealer sealer, string? run)
    {
        var flags = Envelope.FlagsOf(bytes, out var rest) ?? throw new CorruptStateException("This is not a Weave checkpoint.", run);
        var cursor = new ByteCursor(bytes, rest, bytes.Length, run);
        var part = KeyPart.Read(ref cursor);
        var key = sealer.Find(part, run);
        if (cursor.Remaining < Sealer.TagSize)
            throw new CorruptStateException("The checkpoint is damaged: it ends too early.", run);

        // The plain envelope, its payload still closed: the head says where that begins.
        var head = new ByteList();
        Begin(head, flags & ~Encrypted);
        var moved = cursor.Position - head.Count;
        var plain = new byte[bytes.Length - Sealer.TagSize - moved + CrcSize];
        head.Span.CopyTo(plain);
        bytes[cursor.Position..^Sealer.TagSize].CopyTo(plain.AsSpan(head.Count));
        var payload = Envelope.PayloadStart(plain.AsSpan(0, plain.Length - CrcSize), run);
        using var cipher = key.Cipher();
        try
        {
            cipher.Decrypt(part.Nonce, bytes[(payload + moved)..^Sealer.TagSize], bytes[^Sealer.TagSize..], plain.AsSpan(payload, plain.Length - CrcSize - payload), bytes[..(payload + moved)]);
        }
        catch (AuthenticationTagMismatchException error)
        {
            throw new CorruptStateException($"The checkpoint, which is encrypted with the key '{part.Id}', is damaged: its authentication tag does not match.", run, error);
        }

        Crc32C.Seal(plain);
        return plain;
    }

    static void Begin(ByteList head, ulong flags)
    {
        head.Bytes(Envelope.Magic);
        head.Put(Envelope.Version);
        head.Put(flags);
    }
}
