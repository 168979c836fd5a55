using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Reading;

namespace Weave.CodeFixes;

/// <summary>Lets a foreach go over a snapshot of its sequence.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SnapshotFix)), Shared]
public sealed class SnapshotFix() : WeaveFix("Go over a snapshot (ToArray)", Rules.NotResumable, Rules.NotPreemptible)
{
    private protected override Task<Document?> FixAsync(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<CommonForEachStatementSyntax>() is not { } loop || loop.AwaitKeyword.RawKind != 0 || loop is ForEachStatementSyntax { Type: RefTypeSyntax or ScopedTypeSyntax }
            || ForEachShape.Of(loop, site.Semantics).Kind is ForEachKind.Indexed or ForEachKind.Collection
            || Snapshot(loop, site) is not { } snapshot)
        {
            return Task.FromResult<Document?>(null);
        }
        var isExtension = site.Semantics.GetTypeInfo(loop.Expression, site.Cancel).Type is { IsRefLikeType: false };
        var root = site.Root.ReplaceNode(loop.Expression, snapshot);
        if (isExtension && !HasLinq(loop, site))
            root = ((CompilationUnitSyntax)root).AddUsings(SyntaxFactory.UsingDirective(SyntaxFactory.ParseName("System.Linq")).NormalizeWhitespace().WithTrailingTrivia(site.Line));
        return Task.FromResult<Document?>(site.Document.WithSyntaxRoot(root));
    }

    static ExpressionSyntax? Snapshot(CommonForEachStatementSyntax loop, FixSite site)
    {
        if (site.Semantics.GetTypeInfo(loop.Expression, site.Cancel).Type is not { } type)
            return null;
        var sequence = loop.Expression.WithoutTrivia();
        var receiver = sequence is InvocationExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or ObjectCreationExpressionSyntax
            ? sequence.ToString()
            : $"({sequence})";
        var faces = type.AllInterfaces.Prepend(type).ToList();
        if (type.IsRefLikeType ? !type.GetMembers("ToArray").IsEmpty : faces.Exists(static f => f.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T))
            return Parse($"{receiver}.ToArray()");
        if (!faces.Exists(static f => f.SpecialType == SpecialType.System_Collections_IEnumerable) || loop is not ForEachStatementSyntax each || each.Type.IsVar)
            return null;
        return Parse($"{receiver}.Cast<{each.Type}>().ToArray()");

        ExpressionSyntax Parse(string text) => SyntaxFactory.ParseExpression(text).WithTriviaFrom(loop.Expression);
    }

    static bool HasLinq(CommonForEachStatementSyntax loop, FixSite site) =>
        site.Semantics.LookupNamespacesAndTypes(loop.SpanStart, name: "Enumerable").OfType<INamedTypeSymbol>().Any(static t => t.ContainingNamespace.ToDisplayString() == "System.Linq");
}
