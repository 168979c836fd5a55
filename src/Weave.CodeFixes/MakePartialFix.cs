using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Diagnostics;

namespace Weave.CodeFixes;

/// <summary>Makes a type partial, and all types around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix)), Shared]
public sealed class MakePartialFix() : WeaveFix("Make partial", Rules.NotPartial)
{
    private protected override Task<Document?> FixAsync(FixSite site)
    {
        var changed = Partial.Types(site.Root, site.Node);
        return Task.FromResult(changed == site.Root ? null : site.Document.WithSyntaxRoot(changed));
    }
}
