using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Weave.Analyzer.Diagnostics;
using Weave.Generator.Pipeline;

namespace Weave.Tool.Tests;

/// <summary>Plan, rules and generated code stand on one reading: they say the same.</summary>
public sealed class AgreementTests
{
    [Fact]
    public void What_the_plan_calls_woven_is_generated_and_nothing_else()
    {
        var generated = Generated();
        foreach (var function in Shop.Plan.Functions())
        {
            var name = function.Subject.Method.Name + "__woven";
            Assert.Equal(function.Woven, generated.Exists(text => text.Contains($" {name}(", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Generated_frames_bear_the_plans_cuts()
    {
        var all = string.Join("\n", Generated());
        foreach (var cut in Shop.Plan.Functions().SelectMany(static f => f.Cuts))
        {
            Assert.Contains($"\"{cut.Id}\"", all, StringComparison.Ordinal);
            Assert.Contains($"\"{cut.Anchor}\"", all, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_rules_say_what_the_plan_lists()
    {
        var found = await Shop.Project.Compilation.WithAnalyzers([new FragmentAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        var rules = found.Select(static d => (d.Id, d.Location.GetLineSpan().StartLinePosition.Line + 1, d.GetMessage(CultureInfo.InvariantCulture)));
        var planned = Shop.Plan.Functions().SelectMany(static f => f.Problems.Concat(f.NotPreemptible)).Select(static p => (p.Rule, p.Place.Line, p.Message));
        Assert.Equal(planned.Order(), rules.Order());
    }

    static List<string> Generated()
    {
        var driver = CSharpGeneratorDriver.Create([new WeaveGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)Shop.Project.Compilation.SyntaxTrees[0].Options);
        return [.. driver.RunGenerators(Shop.Project.Compilation).GetRunResult().Results.Single().GeneratedSources.Select(static s => s.SourceText.ToString())];
    }
}
