using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Weave.Analyzer.Reading;

/// <summary>A protected region whose finally block holds a cut: the jumps that leave it get numbers, to be made when that block has run.</summary>
sealed class PendingRegion
{
    readonly IReadOnlyList<SyntaxNode> protects;
    readonly string label;
    readonly JumpLabels labels;
    readonly TextSpan span;
    readonly List<string> kinds = [];
    readonly List<StatementSyntax> jumps = [];

    /// <param name="protects">Its statements.</param>
    /// <param name="label">Names the place behind it.</param>
    /// <param name="labels">Where gotos lead.</param>
    public PendingRegion(IReadOnlyList<SyntaxNode> protects, string label, JumpLabels labels)
    {
        this.protects = protects;
        this.label = label;
        this.labels = labels;
        if (protects.Count == 0)
            return;
        span = TextSpan.FromBounds(protects[0].SpanStart, protects[protects.Count - 1].Span.End);
        foreach (var statement in protects.SelectMany(static p => p.DescendantNodesAndSelf(static n => !IsFunction(n))).OfType<StatementSyntax>())
        {
            if (!Leaves(statement) || kinds.Contains(KindOf(statement)))
                continue;
            kinds.Add(KindOf(statement));
            jumps.Add(statement);
        }
    }

    /// <summary>The first jump of each kind that leaves, in source order.</summary>
    public IReadOnlyList<StatementSyntax> Jumps => jumps;

    /// <summary>Where they go first; null if none leaves.</summary>
    public string? Label => jumps.Count == 0 ? null : label;

    /// <summary>The variable that holds the number of the jump; empty if none leaves.</summary>
    public string Leaving { get; set; } = "";

    /// <summary>The variable that holds the value of a return; empty if there is none.</summary>
    public string Value { get; set; } = "";

    public int NumberOfReturn => kinds.IndexOf(nameof(SyntaxKind.ReturnStatement)) + 1;

    /// <summary>True if the statement is a jump from inside the region to the outside.</summary>
    public bool Leaves(StatementSyntax jump)
    {
        // What is made from text has no place in the source, and stays as it was made.
        if (protects.Count == 0 || jump.SyntaxTree != protects[0].SyntaxTree || !span.Contains(jump.Span))
            return false;
        var around = jump.Ancestors().TakeWhile(a => span.Contains(a.Span));
        return jump switch
        {
            ReturnStatementSyntax => !around.Any(IsFunction),
            BreakStatementSyntax => !around.Any(static a => IsLoop(a) || a is SwitchStatementSyntax),
            ContinueStatementSyntax => !around.Any(IsLoop),
            GotoStatementSyntax away => labels.TargetOf(away) is { } target && !span.Contains(target.Span),
            _ => false,
        };
    }

    /// <summary>What to do instead of the jump.</summary>
    public string Leave(StatementSyntax jump, string? value)
    {
        var keep = value is null ? "" : $"{Value} = {value}; ";
        return $"{{ {keep}{Leaving} = {NumberOf(jump).ToString(CultureInfo.InvariantCulture)}; goto {label}; }}";
    }

    public int NumberOf(StatementSyntax jump) => kinds.IndexOf(KindOf(jump)) + 1;

    static bool IsFunction(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;

    static bool IsLoop(SyntaxNode node) => node is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax;

    string KindOf(StatementSyntax jump) => jump is GotoStatementSyntax away && labels.TargetOf(away) is { } target ? "goto " + labels.NameOf(target) : jump.Kind().ToString();
}
