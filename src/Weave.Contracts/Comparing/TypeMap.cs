namespace Weave.Contracts;

/// <summary>Which type an object of older code becomes.</summary>
/// <param name="Now">The type; null if there is none.</param>
/// <param name="Fields">How its fields are read.</param>
public sealed record TypeMap(TypeContract? Now, LayoutMap Fields);
