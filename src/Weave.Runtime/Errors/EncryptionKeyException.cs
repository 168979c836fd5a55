namespace Weave;

/// <summary>Something in the store is encrypted with a key that this process does not have. Nothing is damaged: with the key it goes on.</summary>
/// <param name="keyId">The id of the key.</param>
/// <param name="cause">What is wrong with it, a sentence.</param>
/// <param name="run">The run, when known.</param>
public sealed class EncryptionKeyException(string keyId, string cause, string? run = null)
    : WeaveException(cause, $"Open the store with a key ring that holds the key '{keyId}' (HubOptions.Keys), until re-encryption reports that it is not needed any more.", run)
{
    /// <summary>The id of the key that is needed.</summary>
    public string KeyId { get; } = keyId;
}
