using Weave.Tool.Explaining;

namespace Weave.Tool.Tests;

public sealed class ExplainTests
{
    static Explanation At(string text) => Explainer.Explain([Shop.Project], Query.Parse($"{Shop.File}:{Shop.Line(text)}"), CancellationToken.None).Single();

    static Explanation Of(string method) => Explainer.Explain([Shop.Project], Query.Parse(method), CancellationToken.None).Single();

    [Fact]
    public void A_step_call_says_that_its_outcome_is_recorded()
    {
        var step = At("await Reserve");
        Assert.True(step.CanStop);
        Assert.Contains("executes the step Orders.Reserve(Order)", Assert.Single(step.Sentences), StringComparison.Ordinal);
        Assert.Equal(["total"], step.Saved.Single().Contract.Select(static v => v.Name));
    }

    [Fact]
    public void A_loop_says_that_it_can_be_stopped_and_what_an_iteration_costs()
    {
        var loop = At("for (var i");
        Assert.True(loop.CanStop);
        Assert.Contains("One iteration costs about", Assert.Single(loop.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_that_is_not_preemptible_says_why_and_what_to_change()
    {
        var loop = At("while (reader");
        Assert.False(loop.CanStop);
        Assert.Equal("WEAVE0301", loop.Problems.Single().Rule);
        Assert.Contains("snapshot", loop.Changes.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pinned_value_is_explained_where_it_is_declared()
    {
        Assert.Contains(At("using var reader").Sentences, static s => s.Contains("'reader' (System.IO.StreamReader) cannot leave the process", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_without_a_cut_names_the_cuts_around()
    {
        var line = At("sum += item * i");
        Assert.False(line.CanStop);
        Assert.Contains("'Price/for(i)'", line.Sentences[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_function_says_by_which_rule_and_what_to_change()
    {
        var function = Of("Orders.Keep");
        Assert.True(function.IsRefused);
        Assert.Equal("WEAVE0201", function.Problems.Single().Rule);
        Assert.StartsWith("WEAVE0201: ", function.Changes.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_method_says_what_marking_it_would_give()
    {
        var function = Of("Plain");
        Assert.False(function.CanStop);
        Assert.Contains(function.Sentences, static s => s.Contains("it would have 1 cut besides its entry", StringComparison.Ordinal));
    }

    [Fact]
    public void A_step_says_that_it_is_not_stopped_inside()
    {
        Assert.Contains("made again up to 5 times", Of("Reserve").Sentences[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_found_where_nothing_is()
    {
        Assert.Empty(Explainer.Explain([Shop.Project], Query.Parse("Orders.Nix"), CancellationToken.None));
        Assert.Empty(Explainer.Explain([Shop.Project], Query.Parse($"{Shop.File}:1"), CancellationToken.None));
    }

    [Fact]
    public void Each_rule_has_a_page_with_a_fix()
    {
        Assert.All(Analyzer.Diagnostics.Rules.All, static rule =>
        {
            Assert.NotNull(RulePages.Find(rule.Id));
            Assert.NotNull(RulePages.Fix(rule.Id));
        });
    }
}
