namespace Weave.Contracts;

/// <summary>Which cut a frame of older code resumes at.</summary>
/// <param name="Now">The cut; null if there is none.</param>
/// <param name="Values">How its values are read.</param>
public sealed record CutMap(CutContract? Now, LayoutMap Values);
