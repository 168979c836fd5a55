using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Diagnostics;

/// <summary>Why a method, or a place in it, cannot be woven.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Location">The place.</param>
/// <param name="Arguments">For the rule's message.</param>
public sealed record Refusal(DiagnosticDescriptor Rule, Location Location, params object[] Arguments)
{
    /// <summary>The refusal as a diagnostic.</summary>
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Location, Arguments);
}
