using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Weave.Analyzer.Diagnostics;

namespace Weave.CodeFixes;

/// <summary>Moves an effect, a question or a foreign task into a step: the expression if its value can travel, else the statement around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExtractStepFix)), Shared]
public sealed class ExtractStepFix() : WeaveFix("Move into a [Step]", Rules.EffectOutsideStep, Rules.Momentary, Rules.ProcessBound)
{
    private protected override Task<Document?> FixAsync(FixSite site)
    {
        if (site.Function is not { } function)
            return Task.FromResult<Document?>(null);
        var extraction = Extraction.Units(site).Select(unit => Extraction.Of(unit, function, site)).FirstOrDefault(static e => e is not null);
        return Task.FromResult(extraction is null ? null : site.ReplaceAndAdd(function, extraction.Unit, extraction.Call, extraction.Step));
    }
}
