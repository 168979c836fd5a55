namespace Weave.Storage;

/// <summary>What names a blob was refused, because the blob is not stored, or not any more.</summary>
/// <param name="hash">The name of the blob.</param>
public sealed class BlobMissingException(string hash)
    : ArgumentException($"The blob {hash} is not stored: put it, and name it within {StoreRules.BlobGrace.TotalMinutes:0} minutes.")
{
    /// <summary>The name of the blob.</summary>
    public string Hash { get; } = hash;
}
