using Weave.Rules.Tests.Cases;

namespace Weave.Rules.Tests;

/// <summary>Every rule speaks where it should, and is silent at the nearest thing that is right.</summary>
public class RuleTests
{
    static readonly IReadOnlyList<Case> all = [.. DeclarationCases.All, .. BodyCases.All, .. StateCases.All, .. InformationCases.All, .. EffectCases.All, .. ThreadCases.All];

    public static TheoryData<string> Names() => [.. all.Select(static c => c.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Speaks_or_is_silent(string name)
    {
        var tried = all.Single(c => c.ToString() == name);
        var found = await RuleHost.RunAsync(tried.Source);
        var said = found.Where(d => d.Id == tried.Rule).ToList();
        if (tried.Words is null)
        {
            Assert.True(said.Count == 0, string.Join("\n", said));
            return;
        }
        var match = said.Find(d => d.Text().Contains(tried.Words, StringComparison.Ordinal));
        Assert.True(match is not null, $"Nothing says '{tried.Words}' of {string.Join("\n", found)}");
        Assert.EndsWith("/" + tried.Rule, match.Descriptor.HelpLinkUri, StringComparison.Ordinal);
        if (tried.At is not null)
            Assert.Equal(tried.At, match.Location.SourceTree!.ToString().Substring(match.Location.SourceSpan.Start, match.Location.SourceSpan.Length));
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
