using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Rules.Tests.Cases;

namespace Weave.Rules.Tests;

/// <summary>Every rule speaks where it should, and is silent at the nearest thing that is right.</summary>
public class RuleTests
{
    static readonly IReadOnlyList<Case> all = [.. DeclarationCases.All, .. BodyCases.All, .. StateCases.All, .. InformationCases.All, .. EffectCases.All, .. ThreadCases.All, .. EvolutionCases.All];

    /// <summary>A case is compiled once for both tests.</summary>
    static readonly ConcurrentDictionary<string, Lazy<(Document Document, Task<IReadOnlyList<Diagnostic>> Found)>> tried = new(StringComparer.Ordinal);

    static (Document Document, Task<IReadOnlyList<Diagnostic>> Found) Try(string name) => tried.GetOrAdd(name, static n => new(() =>
    {
        var tried = all.Single(c => c.ToString() == n);
        var document = RuleHost.Open(tried.Source, contracts: tried.Contracts);
        return (document, RuleHost.RunAsync(document.Project));
    })).Value;

    public static TheoryData<string> Names() => [.. all.Select(static c => c.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Speaks_or_is_silent(string name)
    {
        var expected = all.Single(c => c.ToString() == name);
        var found = await Try(name).Found;
        var said = found.Where(d => d.Id == expected.Rule).ToList();
        if (expected.Words is null)
        {
            Assert.True(said.Count == 0, string.Join("\n", said));
            return;
        }
        var match = said.Find(d => d.Text().Contains(expected.Words, StringComparison.Ordinal));
        Assert.True(match is not null, $"Nothing says '{expected.Words}' of {string.Join("\n", found)}");
        Assert.EndsWith("/" + expected.Rule, match.Descriptor.HelpLinkUri, StringComparison.Ordinal);
        if (expected.At is not null)
            Assert.Equal(expected.At, match.Location.SourceTree!.ToString().Substring(match.Location.SourceSpan.Start, match.Location.SourceSpan.Length));
    }

    /// <summary>What the rules call an error is not woven, and all else is.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Says_what_the_generator_does(string name)
    {
        var (document, found) = Try(name);
        var tree = (await document.GetSyntaxTreeAsync())!;
        var errors = (await found).Where(d => d.Severity == DiagnosticSeverity.Error && d.Descriptor.Category != "Weave.Evolution" && d.Location.SourceTree == tree).ToList();
        var generated = await FixHost.GenerateAsync(document.Project);
        var marked = (await tree.GetRootAsync()).DescendantNodes().OfType<MethodDeclarationSyntax>().Where(static m => m.AttributeLists.ToString().Contains("[Fragment]", StringComparison.Ordinal)).ToList();
        foreach (var method in marked)
        {
            // A type that is not partial is pointed at by its own name.
            var isRefused = errors.Exists(e => method.Span.Contains(e.Location.SourceSpan) || (e.Id == "WEAVE0001" && method.Ancestors().Any(a => a.Span.Contains(e.Location.SourceSpan))));
            Assert.Equal(!isRefused, generated.Contains($" {method.Identifier.Text}__woven(", StringComparison.Ordinal));
        }
    }

    /// <summary>A fault of Weave has no source that causes it.</summary>
    [Fact]
    public void Every_rule_has_a_violation_and_a_near_miss()
    {
        var rules = Analyzer.Diagnostics.Rules.All.Select(static r => r.Id).Where(static id => id != "WEAVE0901").ToList();
        Assert.Equal(rules, all.Where(static c => c.Words is not null).Select(static c => c.Rule).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(rules, all.Where(static c => c.Words is null).Select(static c => c.Rule).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(all.Count, all.Select(static c => c.ToString()).Distinct().Count());
    }
}
