namespace Weave;

/// <summary>What a pass of re-encryption has come to.</summary>
/// <param name="Replaced">How many checkpoints, outcomes, messages and blobs were written again under the current key.</param>
/// <param name="KeysInUse">The keys that something in the store is still encrypted with, the current one included; an older key that is not among them is needed no more.</param>
/// <param name="Plain">How many things are not encrypted.</param>
/// <param name="Unreadable">How many things are damaged.</param>
public sealed record Reencryption(long Replaced, IReadOnlyList<string> KeysInUse, long Plain, long Unreadable);
