using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.CodeFixes;

/// <summary>Makes types partial.</summary>
static class Partial
{
    /// <summary>The root with every type partial that a node stands in or is.</summary>
    public static SyntaxNode Types(SyntaxNode root, SyntaxNode node)
    {
        var types = node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Where(static t => !t.Modifiers.Any(SyntaxKind.PartialKeyword)).ToList();
        return types.Count == 0 ? root : root.ReplaceNodes(types, (_, type) => Of(type));
    }

    /// <summary>The word stands last, right before the keyword.</summary>
    static TypeDeclarationSyntax Of(TypeDeclarationSyntax type)
    {
        var word = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return type.Modifiers.Count > 0
            ? type.WithModifiers(type.Modifiers.Add(word))
            : type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers([word.WithLeadingTrivia(type.Keyword.LeadingTrivia)]);
    }
}
