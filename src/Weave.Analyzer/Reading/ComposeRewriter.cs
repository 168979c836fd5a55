using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>
/// Puts together what is left of source code once its cuts are taken out: replaces spilled operands, sends <c>continue</c> of a lowered loop to its label,
/// and gives gotos and their labels the names they have in generated code.
/// </summary>
/// <param name="replaced">What stands for spilled operands.</param>
/// <param name="labelOf">The label that a continue or goto leads to in generated code, or that a labeled statement has; null to leave it as it is.</param>
sealed class ComposeRewriter(IReadOnlyDictionary<SyntaxNode, SyntaxNode> replaced, Func<StatementSyntax, string?> labelOf) : CSharpSyntaxRewriter
{
    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        if (node is not null && replaced.TryGetValue(node, out var other))
            return other.WithTriviaFrom(node);
        return base.Visit(node);
    }

    public override SyntaxNode? VisitContinueStatement(ContinueStatementSyntax node) => Jump(node);

    public override SyntaxNode? VisitGotoStatement(GotoStatementSyntax node) => Jump(node);

    public override SyntaxNode? VisitLabeledStatement(LabeledStatementSyntax node)
    {
        var visited = (LabeledStatementSyntax)base.VisitLabeledStatement(node)!;
        return labelOf(node) is { } label ? visited.WithIdentifier(SyntaxFactory.Identifier(label).WithTriviaFrom(visited.Identifier)) : visited;
    }

    StatementSyntax Jump(StatementSyntax node) => labelOf(node) is { } label
        ? SyntaxFactory.GotoStatement(SyntaxKind.GotoStatement, SyntaxFactory.IdentifierName(label).WithLeadingTrivia(SyntaxFactory.Space)).WithTriviaFrom(node)
        : node;
}
