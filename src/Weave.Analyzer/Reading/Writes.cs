using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>Names that code may write: assigned, incremented, passed by reference, or deconstructed into.</summary>
static class Writes
{
    public static IEnumerable<string> In(SyntaxNode node)
    {
        foreach (var inner in node.DescendantNodesAndSelf())
        {
            var target = inner switch
            {
                AssignmentExpressionSyntax assignment => assignment.Left,
                PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression or (int)SyntaxKind.AddressOfExpression } prefix => prefix.Operand,
                PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } postfix => postfix.Operand,
                ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument => argument.Expression,
                RefExpressionSyntax reference => reference.Expression,
                _ => null,
            };
            if (target is null)
                continue;
            foreach (var name in target.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
                yield return name.Identifier.ValueText;
        }
    }
}
