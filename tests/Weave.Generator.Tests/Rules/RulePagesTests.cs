using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Weave.Generator.Tests.Rules;

public class RulePagesTests
{
    static readonly string pages = Path.Combine(Path.GetDirectoryName(Here())!, "../../../docs/rules");

    static string Here([CallerFilePath] string path = "") => path;

    [Fact]
    public void Every_rule_has_a_page_with_its_title_and_every_page_a_rule()
    {
        var rules = Analyzer.Diagnostics.Rules.All;
        foreach (var rule in rules)
            Assert.StartsWith($"# {rule.Id}: {rule.Title}", File.ReadAllText(Path.Combine(pages, rule.Id + ".md")), StringComparison.Ordinal);
        Assert.Equal(rules.Select(static r => r.Id + ".md").Order(), Directory.GetFiles(pages).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Ids_are_unique_and_errors_are_errors()
    {
        var rules = Analyzer.Diagnostics.Rules.All;
        Assert.Equal(rules.Count, rules.Select(static r => r.Id).Distinct().Count());
        Assert.All(rules, static r => Assert.Equal(r.Id.StartsWith("WEAVE03", StringComparison.Ordinal) || r.Id.StartsWith("WEAVE09", StringComparison.Ordinal) ? DiagnosticSeverity.Info : DiagnosticSeverity.Error, r.DefaultSeverity));
    }
}
