using Microsoft.CodeAnalysis;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>A place in the syntax where a cut can be: a loop, a call or an await.</summary>
sealed class CutSite(SyntaxNode node, CutKind kind, string segment, CutScope scope, Callee? callee)
{
    /// <summary>The loop statement, the invocation, or the await expression.</summary>
    public SyntaxNode Node { get; } = node;

    public CutKind Kind { get; } = kind;

    /// <summary>Its part of the structural id.</summary>
    public string Segment { get; } = segment;

    /// <summary>The construct it stands in.</summary>
    public CutScope Scope { get; } = scope;

    /// <summary>What is called; null for loops and foreign awaits.</summary>
    public Callee? Callee { get; } = callee;

    /// <summary>Structural id; set when all sites are known, because equal siblings are numbered.</summary>
    public string Id { get; set; } = "";
}
