using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>Puts together what is left of source code once its cuts are taken out: replaces spilled operands, and sends <c>continue</c> of a lowered loop to its label.</summary>
sealed class ComposeRewriter(IReadOnlyDictionary<SyntaxNode, SyntaxNode> replaced, Func<ContinueStatementSyntax, string?> continueLabel) : CSharpSyntaxRewriter
{
    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        if (node is not null && replaced.TryGetValue(node, out var other))
            return other.WithTriviaFrom(node);
        return base.Visit(node);
    }

    public override SyntaxNode? VisitContinueStatement(ContinueStatementSyntax node)
    {
        if (continueLabel(node) is not { } label)
            return node;
        return SyntaxFactory.GotoStatement(SyntaxKind.GotoStatement, SyntaxFactory.IdentifierName(label).WithLeadingTrivia(SyntaxFactory.Space)).WithTriviaFrom(node);
    }
}
