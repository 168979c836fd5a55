using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Fuzz.Shrinking;

/// <summary>Programs without a member, statements, a clause, a section or a mark.</summary>
static class Removals
{
    public static IEnumerable<SyntaxNode> Of(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case MethodDeclarationSyntax { Identifier.ValueText: not ("Main" or "Calls" or "Reset" or "Burn") }:
                case ClassDeclarationSyntax { Identifier.ValueText: not "Program" }:
                case FieldDeclarationSyntax:
                case CatchClauseSyntax:
                case CatchFilterClauseSyntax:
                case FinallyClauseSyntax:
                case ElseClauseSyntax:
                case SwitchSectionSyntax:
                case SwitchExpressionArmSyntax:
                case WhenClauseSyntax:
                case AttributeListSyntax { Parent: MethodDeclarationSyntax { Identifier.ValueText: not "Main" } }:
                case StatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax }:
                    if (Without(root, [node]) is { } less)
                        yield return less;
                    break;
                default:
                    break;
            }
            if (node is BlockSyntax { Statements.Count: > 3 } block)
            {
                var half = block.Statements.Count / 2;
                if (Without(root, block.Statements.Take(half)) is { } second)
                    yield return second;
                if (Without(root, block.Statements.Skip(half)) is { } first)
                    yield return first;
            }
        }
    }

    static SyntaxNode? Without(SyntaxNode root, IEnumerable<SyntaxNode> nodes) => root.RemoveNodes(nodes, SyntaxRemoveOptions.KeepNoTrivia);
}
