namespace Weave.Analyzer.Model;

/// <summary>How calls of a fragment function are dispatched at run time.</summary>
/// <param name="Modifiers">Of its twin: <c>virtual</c>, <c>override</c>, <c>sealed override</c>, ..., or nothing.</param>
/// <param name="IsChecked">True if a derived type may have another body: calls go through the twin check.</param>
/// <param name="Explicit">For an explicit implementation the interface, as code writes it; else null.</param>
/// <param name="Clauses">The constraint clauses that the twin may have: an override inherits its own.</param>
public sealed record Dispatch(string Modifiers, bool IsChecked, string? Explicit, string Clauses)
{
    /// <summary>True if the twin is called by a slot: the body then stands in a method of its own, because a resumed activation must not be dispatched again.</summary>
    public bool IsVirtual => Modifiers.Length > 0 || Explicit is not null;
}
