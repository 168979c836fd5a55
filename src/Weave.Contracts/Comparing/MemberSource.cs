namespace Weave.Contracts;

/// <summary>Where one member of the new layout takes its value from.</summary>
/// <param name="Now">The member.</param>
/// <param name="Origin">What kind of source.</param>
/// <param name="Inputs">Indexes into the old members: one, or what the migration wants.</param>
/// <param name="Conversion">What is done to the one old value.</param>
public sealed record MemberSource(Member Now, MemberOrigin Origin, IReadOnlyList<int> Inputs, Conversion Conversion);
