using Weave.Analyzer.Model;

namespace Weave.Tool.Tests;

public sealed class PlanTests
{
    [Fact]
    public void Capabilities_and_localities_are_listed()
    {
        Assert.Equal(["Avx2", "Gpu"], Shop.Function("Fulfil").Needs);
        Assert.Equal("stock-db", Shop.Function("Fulfil").Near);
        Assert.Empty(Shop.Function("Price").Needs);
        Assert.Null(Shop.Function("Price").Near);
    }

    [Fact]
    public void Each_cut_has_its_structural_id_its_line_and_its_contract()
    {
        var step = Shop.Cut("Fulfil", CutKind.Step);
        Assert.Equal("Fulfil/Reserve", step.Id);
        Assert.Equal(Shop.Line("await Reserve"), step.Line);
        Assert.Equal("Orders.Reserve(Order)", step.Callee);
        Assert.Equal(["total:int"], step.Contract.Select(static v => $"{v.Name}:{v.Type}"));
        Assert.Equal(new SizeEstimate(5, false), step.Size);
    }

    [Fact]
    public void A_value_of_no_fixed_size_says_so()
    {
        var order = Shop.Cut("Fulfil", CutKind.Entry).Contract.Single();
        Assert.Equal("Shop.Order", order.Type);
        Assert.True(order.Size.Grows);
    }

    [Fact]
    public void The_same_order_of_cuts_as_in_the_source()
    {
        Assert.Equal([CutKind.Entry, CutKind.Loop, CutKind.Call, CutKind.Step, CutKind.Wait], Shop.Function("Fulfil").Cuts.Select(static c => c.Kind));
    }

    [Fact]
    public void A_pinned_value_is_listed_with_its_path_and_the_loop_it_stops_from_being_stopped()
    {
        var function = Shop.Function("Lines");
        Assert.True(function.Woven);
        Assert.Equal("StreamReader", function.Pinned.Single().Reason.Split(": ")[^1]);
        Assert.Equal(Shop.Line("while (reader"), function.NotPreemptible.Single().Place.Line);
        Assert.DoesNotContain(function.Cuts, static c => c.Kind == CutKind.Loop);
    }

    [Fact]
    public void A_refused_function_is_listed_with_the_rule()
    {
        var function = Shop.Function("Keep");
        Assert.False(function.Woven);
        Assert.Equal("WEAVE0201", function.Problems.Single().Rule);
        Assert.Contains("FileStream", function.Problems.Single().Message, StringComparison.Ordinal);
        Assert.True(Shop.Plan.IsRefused());
    }

    [Fact]
    public void Steps_have_their_retries()
    {
        var step = Shop.Plan.Projects.Single().Steps.Single();
        Assert.Equal((5, "Orders.Reserve(Order)"), (step.Retries, step.Name));
    }

    [Fact]
    public void A_counted_loop_costs_its_count_and_another_is_a_guess()
    {
        var counted = Shop.Function("Price").Cost;
        Assert.False(counted.IsGuess);
        Assert.InRange(counted.Operations, 1000, 10_000);
        Assert.True(Shop.Function("Fulfil").Cost.IsGuess);
        Assert.True(Shop.Cut("Price", CutKind.Loop).Iteration!.Value.Operations < 10);
    }
}
