namespace Weave.Contracts;

/// <summary>A name that was another one: <c>[WasNamed]</c>, or for a cut <c>[WasCut]</c>.</summary>
/// <param name="Owner">The type, or the function's id, as it is now.</param>
/// <param name="Now">The member, variable or cut as it is now; empty when the owner itself was renamed.</param>
/// <param name="Was">What it was: a type's full name, a function's id, a member's name, a cut's id.</param>
/// <param name="IsCut">True if it says where a cut was.</param>
public sealed record Renaming(string Owner, string Now, string Was, bool IsCut = false);
