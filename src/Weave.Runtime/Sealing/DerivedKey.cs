using System.Security.Cryptography;

namespace Weave.Sealing;

/// <summary>The key that does the work: made from one of the ring and a salt, so that the number of nonces one key may see is bounded by one process and not by the life of the store.</summary>
sealed class DerivedKey
{
    readonly byte[] key;

    internal DerivedKey(string id, byte[] master, ReadOnlySpan<byte> salt)
    {
        Id = id;
        Salt = salt.ToArray();
        Span<byte> derived = stackalloc byte[Sealer.KeySize + KeyPart.CheckSize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master, derived, salt, "weave seal 1"u8);
        key = derived[..Sealer.KeySize].ToArray();
        Check = derived[Sealer.KeySize..].ToArray();
        CryptographicOperations.ZeroMemory(derived);
    }

    internal string Id { get; }

    internal byte[] Salt { get; }

    internal byte[] Check { get; }

    /// <summary>A cipher of this key; the caller disposes of it. One cipher serves one thread.</summary>
    internal AesGcm Cipher() => new(key, Sealer.TagSize);
}
