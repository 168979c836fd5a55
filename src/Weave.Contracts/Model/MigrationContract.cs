namespace Weave.Contracts;

/// <summary>A <c>[Migrates]</c> method: what makes a new value of old ones.</summary>
/// <param name="Owner">The type, or the function's id.</param>
/// <param name="Member">The member or variable whose value it makes, as it is now.</param>
/// <param name="Type">The type of that value.</param>
/// <param name="Inputs">The old values it wants.</param>
public sealed record MigrationContract(string Owner, string Member, string Type, IReadOnlyList<Member> Inputs);
