namespace Weave.Inspection;

/// <summary>Something in a store that cannot be read, or is not what it says.</summary>
/// <param name="Run">The run it belongs to; null for what runs share.</param>
/// <param name="What">What it is: <c>strand 0</c>, <c>outcome</c>, <c>message step/3</c>, <c>blob 0f...</c>.</param>
/// <param name="Why">What is wrong.</param>
public sealed record Damage(string? Run, string What, string Why);
