using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Weave.CodeFixes;

/// <summary>Makes types partial.</summary>
static class Partial
{
    /// <summary>The root with every type partial that a node stands in or is.</summary>
    public static SyntaxNode Types(SyntaxNode root, SyntaxNode node, Document document)
    {
        var generator = SyntaxGenerator.GetGenerator(document);
        var types = node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Where(static t => !t.Modifiers.Any(SyntaxKind.PartialKeyword)).ToList();
        return types.Count == 0 ? root : root.ReplaceNodes(types, (_, type) => generator.WithModifiers(type, generator.GetModifiers(type).WithPartial(true)));
    }
}
