namespace Weave.Analyzer.Model;

/// <summary>Names of the locals that weaving adds to a body.</summary>
/// <param name="Context">The run context.</param>
/// <param name="Frame">The frame resumed from.</param>
/// <param name="At">The cut still to be reached; 0 when running.</param>
/// <param name="Strip">The bound of a strip.</param>
/// <param name="Thrown">An exception in a handler of ours.</param>
public sealed record LocalNames(string Context, string Frame, string At, string Strip, string Thrown);
