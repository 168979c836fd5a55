using System.Security.Cryptography;

namespace Weave.Storage;

/// <summary>A SHA-256, as lower-case hexadecimal.</summary>
/// <param name="Hex">64 characters.</param>
public readonly record struct BlobHash(string Hex)
{
    /// <summary>The hash of a content.</summary>
    public static BlobHash Of(ReadOnlySpan<byte> content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <inheritdoc/>
    public override string ToString() => Hex;
}
