using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>
/// Whether control ever comes to a place. Neither analysis of the compiler knows all: for that of control, <c>x &amp;&amp; false</c> may be true, and what follows a lambda in dead code is alive.
/// For that of data, every variable is assigned where control cannot come, even a witness that nobody assigns.
/// </summary>
sealed class Reach
{
    const string Witness = "nobodyAssignsThis";

    readonly SemanticModel semantics;
    readonly SyntaxNode root;
    readonly int start;
    readonly int shift;

    /// <param name="syntax">The method; it is bound once more, with the witness.</param>
    /// <param name="compilation">What it stands in.</param>
    public Reach(MethodDeclarationSyntax syntax, Compilation compilation)
    {
        // The body of an arrow becomes a block: whether its value is returned says nothing about what is reached inside.
        List<TextChange> changes = syntax.Body is { } block
            ? [new(new(block.OpenBraceToken.Span.End, 0), $"int {Witness};")]
            : [new(syntax.ExpressionBody!.ArrowToken.Span, $"{{int {Witness}; return "), new(new(syntax.SemicolonToken.Span.End, 0), "}")];
        start = changes[0].Span.End;
        shift = changes[0].NewText!.Length - changes[0].Span.Length;
        var tree = syntax.SyntaxTree.WithChangedText(syntax.SyntaxTree.GetText().WithChanges(changes));
        semantics = compilation.ReplaceSyntaxTree(syntax.SyntaxTree, tree).GetSemanticModel(tree);
        root = tree.GetRoot();
    }

    /// <summary>True if control never comes to <paramref name="node"/> of the method as it was given.</summary>
    public bool IsNever(SyntaxNode node)
    {
        if (node.SpanStart < start)
            return false;
        var span = new TextSpan(node.SpanStart + shift, node.Span.Length);
        var place = root.FindNode(span, getInnermostNodeForTie: true).AncestorsAndSelf().First(n => n.Span == span && n.RawKind == node.RawKind);
        // Without a label in it, nothing leads into what begins dead.
        return place.AncestorsAndSelf().TakeWhile(static n => n is not MethodDeclarationSyntax)
            .Any(n => (n == place || !n.DescendantNodes().OfType<LabeledStatementSyntax>().Any()) && BeginsDead(n));
    }

    bool BeginsDead(SyntaxNode node) =>
        (node is StatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax } statement && semantics.AnalyzeControlFlow(statement) is { Succeeded: true, StartPointIsReachable: false })
        || (Flow(node) is { Succeeded: true } flow && flow.DefinitelyAssignedOnEntry.Any(static s => s.Name == Witness));

    DataFlowAnalysis? Flow(SyntaxNode node) => node switch
    {
        SwitchSectionSyntax section => semantics.AnalyzeDataFlow(section.Statements[0]),
        StatementSyntax { Parent: not MethodDeclarationSyntax } statement => semantics.AnalyzeDataFlow(statement),
        ExpressionSyntax expression => semantics.AnalyzeDataFlow(expression),
        _ => null,
    };
}
