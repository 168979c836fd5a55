namespace Weave.Contracts;

/// <summary>A <c>[Drops]</c>: the value of a member that is gone may be lost.</summary>
/// <param name="Owner">The type, or the function's id.</param>
/// <param name="Member">The member's old name.</param>
public sealed record Drop(string Owner, string Member);
