namespace Weave;

/// <summary>
/// Marks a value that must never lie in a store for all to read, nor be printed. State that holds one is saved by hubs with keys alone (<see cref="HubOptions.Keys"/>); Weave's own tools show it as
/// <c>(secret)</c>. The mark is on the member, and does not follow its value: a copy in another variable is a value like any other, and encrypted as all of them are.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class SecretAttribute : Attribute;
