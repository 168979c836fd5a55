using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Weave.Rules.Tests;

/// <summary>Descriptors, pages and release tracking say the same.</summary>
public class RulePagesTests
{
    static readonly string root = Path.Combine(Path.GetDirectoryName(Here())!, "../..");
    static readonly IReadOnlyList<DiagnosticDescriptor> rules = Analyzer.Diagnostics.Rules.All;

    static string Here([CallerFilePath] string path = "") => path;

    [Fact]
    public void Every_rule_has_a_page_and_every_page_a_rule()
    {
        var pages = Directory.GetFiles(Path.Combine(root, "docs/rules")).ToDictionary(static f => Path.GetFileName(f), File.ReadAllText);
        Assert.Equal(rules.Select(static r => r.Id + ".md").Append("README.md").Order(StringComparer.Ordinal), pages.Keys.Order(StringComparer.Ordinal));
        foreach (var rule in rules)
        {
            var page = pages[rule.Id + ".md"];
            Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", page, StringComparison.Ordinal);
            Assert.All(["\n**Violation.** ", "\n**Why.** ", "\n**Fix.** "], part => Assert.Contains(part, page, StringComparison.Ordinal));
            Assert.Contains(rule.DefaultSeverity switch { DiagnosticSeverity.Error => "\nError. ", DiagnosticSeverity.Warning => "\nWarning. ", _ => "\nInformation. " }, page, StringComparison.Ordinal);
            if (rule.Id != "WEAVE0901")
                Assert.Contains("\n```csharp\n", page, StringComparison.Ordinal);
            Assert.Contains($"| [{rule.Id}]({rule.Id}.md) | {rule.Title} |", pages["README.md"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_link_between_pages_leads_somewhere()
    {
        foreach (var page in Directory.GetFiles(Path.Combine(root, "docs/rules")))
        {
            foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(page), @"\]\(([^)]+\.md)\)"))
                Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(page)!, link.Groups[1].Value)), $"{page}: {link.Value}");
        }
    }

    [Fact]
    public void Release_tracking_lists_them()
    {
        var tracked = new[] { "Shipped", "Unshipped" }.SelectMany(static f => File.ReadLines(Path.Combine(root, $"src/Weave.Analyzer/AnalyzerReleases.{f}.md"))).Where(static l => l.StartsWith("WEAVE", StringComparison.Ordinal));
        Assert.Equal(rules.Select(static r => $"{r.Id} | {r.Category} | {r.DefaultSeverity} | {r.Title}"), tracked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ids_are_unique_and_lead_to_their_pages()
    {
        Assert.Equal(rules.Count, rules.Select(static r => r.Id).Distinct().Count());
        Assert.All(rules, static r => Assert.Equal("https://weave.dev/rules/" + r.Id, r.HelpLinkUri));
        Assert.All(rules, static r => Assert.True(r.IsEnabledByDefault));
    }

    /// <summary>What reading a method says is an error or information; what is woven all the same is at most a warning.</summary>
    [Fact]
    public void Errors_are_what_is_not_woven()
    {
        Assert.All(Analyzer.Diagnostics.Rules.OfReading, static r => Assert.NotEqual(DiagnosticSeverity.Warning, r.DefaultSeverity));
        Assert.All(Analyzer.Diagnostics.Rules.OfAdvice, static r => Assert.NotEqual(DiagnosticSeverity.Error, r.DefaultSeverity));
        Assert.Equal(rules.Count, Analyzer.Diagnostics.Rules.OfReading.Count + Analyzer.Diagnostics.Rules.OfAdvice.Count + Analyzer.Diagnostics.Rules.OfEvolution.Count);
    }
}
