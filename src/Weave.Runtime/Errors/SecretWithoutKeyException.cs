namespace Weave;

/// <summary>State with a member that is marked <see cref="SecretAttribute"/> was to be saved by a hub without keys: it would lie in the store for all to read.</summary>
/// <param name="member">The member, with what it belongs to.</param>
public sealed class SecretWithoutKeyException(string member)
    : WeaveException($"'{member}' is a secret, and there is no key to encrypt it with.", "Give the hub a key ring (HubOptions.Keys).")
{
    /// <summary>The member, with what it belongs to.</summary>
    public string Member { get; } = member;
}
