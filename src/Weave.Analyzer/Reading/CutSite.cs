using Microsoft.CodeAnalysis;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>A place in the syntax where a cut can be: a loop, a call or an await.</summary>
sealed class CutSite(SyntaxNode node, CutKind kind, string segment, CutScope scope, Callee? callee)
{
    /// <summary>The loop statement, the invocation, or the await expression.</summary>
    public SyntaxNode Node { get; } = node;

    public CutKind Kind { get; } = kind;

    /// <summary>Tells it apart from the other sites of its body.</summary>
    public int Position => PositionOf(Node);

    /// <summary>A loop is known by its start, and a call by its end: a chain of calls starts in one place.</summary>
    public static int PositionOf(SyntaxNode node) => node is Microsoft.CodeAnalysis.CSharp.Syntax.StatementSyntax ? node.SpanStart : -node.Span.End;

    /// <summary>Its part of the structural id.</summary>
    public string Segment { get; } = segment;

    /// <summary>The construct it stands in.</summary>
    public CutScope Scope { get; } = scope;

    /// <summary>What is called; null for loops and foreign awaits.</summary>
    public Callee? Callee { get; } = callee;

    /// <summary>Structural id; set when all sites are known, because equal siblings are numbered.</summary>
    public string Id { get; set; } = "";

    /// <summary>How many equals there are of each part of the id that bears a number: with one more or less, the numbers mean other places.</summary>
    public string Crowds { get; set; } = "";
}
