using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Weave.Sealing;

/// <summary>AES-256-GCM under the keys of one ring. Nonces are 96 random bits; a derived key sees at most 2^32 of them, which keeps the chance that two are equal below one in 2^32, and is then replaced.</summary>
sealed class Sealer(KeyRing ring)
{
    internal const int KeySize = 32;
    internal const int TagSize = 16;

    const long MostNonces = 1L << 32;
    const int MostRemembered = 1024;

    readonly ConcurrentDictionary<(string Id, UInt128 Salt), DerivedKey> derived = new();
    readonly Lock renewing = new();
    DerivedKey? current;
    long uses;

    internal KeyRing Ring => ring;

    /// <summary>The key for something new, and a nonce that it has not seen.</summary>
    internal (DerivedKey Key, byte[] Nonce) Next()
    {
        lock (renewing)
        {
            if (current is null || uses == MostNonces)
            {
                uses = 0;
                current = new DerivedKey(ring.Current, ring.Find(ring.Current)!, RandomNumberGenerator.GetBytes(KeyPart.SaltSize));
            }

            uses++;
            return (current, RandomNumberGenerator.GetBytes(KeyPart.NonceSize));
        }
    }

    /// <summary>The key and nonce for a content: the same for the same content, and for no other.</summary>
    internal (DerivedKey Key, byte[] Nonce) For(ReadOnlySpan<byte> content)
    {
        var master = ring.Find(ring.Current)!;
        Span<byte> named = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(master, SHA256.HashData(content), named);
        return (new DerivedKey(ring.Current, master, named[..KeyPart.SaltSize]), named.Slice(KeyPart.SaltSize, KeyPart.NonceSize).ToArray());
    }

    /// <summary>The key that something was sealed with. Throws <see cref="EncryptionKeyException"/>.</summary>
    internal DerivedKey Find(KeyPart part, string? run)
    {
        var salt = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(part.Salt);
        if (!derived.TryGetValue((part.Id, salt), out var key))
        {
            var master = ring.Find(part.Id) ?? throw new EncryptionKeyException(part.Id, $"It is encrypted with the key '{part.Id}', which the key ring does not hold ({ring}).", run);
            key = new DerivedKey(part.Id, master, part.Salt);
            if (derived.Count >= MostRemembered)
                derived.Clear();
            derived[(part.Id, salt)] = key;
        }

        return CryptographicOperations.FixedTimeEquals(key.Check, part.Check)
            ? key
            : throw new EncryptionKeyException(part.Id, $"It is encrypted with another key than the one that the key ring holds under the id '{part.Id}'.", run);
    }

    /// <summary>A hash of the arguments of a run that nobody can try values against who has no key.</summary>
    internal static string Keyed(byte[] key, string hash) => Convert.ToHexStringLower(HMACSHA256.HashData(key, System.Text.Encoding.ASCII.GetBytes("weave arguments 1 " + hash)));
}
