using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Weave.Analyzer.Diagnostics;

namespace Weave.CodeFixes;

/// <summary>Marks an override of a fragment function, and makes its type partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkOverrideFix)), Shared]
public sealed class MarkOverrideFix() : WeaveFix("Mark with [Fragment]", Rules.UnmarkedOverride)
{
    private protected override Task<Document?> FixAsync(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
            return Task.FromResult<Document?>(null);
        var mark = SyntaxFactory.AttributeList([SyntaxFactory.Attribute(SyntaxFactory.ParseName(site.Attribute("Fragment")))]).WithAdditionalAnnotations(Formatter.Annotation);
        var found = new SyntaxAnnotation();
        var indent = method.GetLeadingTrivia().LastOrDefault(static t => t.IsKind(SyntaxKind.WhitespaceTrivia));
        var bare = method.WithLeadingTrivia(indent);
        var marked = bare
            .WithAttributeLists(bare.AttributeLists.Insert(0, mark.WithTrailingTrivia(site.Line)))
            .WithLeadingTrivia(method.GetLeadingTrivia())
            .WithAdditionalAnnotations(found, Formatter.Annotation);
        var root = site.Root.ReplaceNode(method, marked);
        return Task.FromResult<Document?>(site.Document.WithSyntaxRoot(Partial.Types(root, root.GetAnnotatedNodes(found).Single())));
    }
}
