using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Diagnostics;

namespace Weave.CodeFixes;

/// <summary>Seeds a random generator with a number that a step draws.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SeededRandomFix)), Shared]
public sealed class SeededRandomFix() : WeaveFix("Draw the seed in a [Step]", Rules.UnseededRandom)
{
    private protected override Task<Document?> FixAsync(FixSite site) => Task.FromResult(Fix(site));

    static Document? Fix(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { } creation || site.Function is not { Parent: TypeDeclarationSyntax type } function
            || site.Semantics.GetDeclaredSymbol(type, site.Cancel) is not { } symbol)
        {
            return null;
        }
        var drawn = symbol.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(static m => m.Name.StartsWith("NewSeed", StringComparison.Ordinal)
            && m is { IsStatic: true, Parameters.Length: 0, Arity: 0, ReturnType.SpecialType: SpecialType.System_Int32 } && m.GetAttributes().Any(static a => a.AttributeClass?.ToDisplayString() == "Weave.StepAttribute"));
        var name = drawn?.Name ?? StepNames.Free("NewSeed", site);
        var seeded = creation.WithArgumentList(SyntaxFactory.ParseArgumentList($"({name}())").WithTriviaFrom(creation.ArgumentList ?? SyntaxFactory.ArgumentList()));
        return drawn is not null
            ? site.Replace(creation, seeded)
            : site.ReplaceAndAdd(function, creation, seeded, $"[{site.Attribute("Step")}]\nstatic int {name}() => {site.NameOf("System", "Random")}.Shared.Next();");
    }
}
