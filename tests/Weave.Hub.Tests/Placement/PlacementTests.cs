using Weave.Cluster.Tests.Membership;
using Weave.Execution;
using Weave.Storage;

namespace Weave.Cluster.Tests.Placement;

public class PlacementTests
{
    [Fact]
    public async Task A_function_runs_where_there_is_what_it_needs()
    {
        await using var cluster = new MemoryCluster();
        var plain = await cluster.OpenAsync("plain", Offering());
        var gpu = await cluster.OpenAsync("gpu", Offering("gpu"));
        var run = await plain.StartAsync(Places.Fragments.Outer(20), "outer");
        Assert.Equal(41, await run.Result);
        await MemoryCluster.UntilAsync(() => Task.FromResult(cluster.Events.Any(e => e.Hub == "gpu" && e.Kind == HubEventKind.Claimed)), "it was taken there");
        Assert.Equal(15, await (await plain.StartAsync(Places.Fragments.Deep(5))).Result);
        Assert.NotNull(gpu);
    }

    [Fact]
    public async Task A_run_that_no_hub_fits_waits_and_says_why_and_goes_on_when_one_joins()
    {
        await using var cluster = new MemoryCluster();
        var a = await cluster.OpenAsync("a", Offering("cpu:sve"));
        await cluster.OpenAsync("b", Offering("gpu"));
        var run = await a.StartAsync(Places.Fragments.Rare(7), "rare");
        await MemoryCluster.UntilAsync(async () => (await run.StatusAsync()).WaitsFor?.Contains("'b'", StringComparison.Ordinal) == true, "it says what it waits for, of each hub");
        var waits = (await run.StatusAsync()).WaitsFor!;
        Assert.Contains("cpu:sve, gpu", waits, StringComparison.Ordinal);
        Assert.Contains("'a' lacks gpu", waits, StringComparison.Ordinal);
        Assert.Contains("'b' lacks cpu:sve", waits, StringComparison.Ordinal);
        Assert.Null(await cluster.OwnerOfAsync("rare"));

        await cluster.OpenAsync("c", Offering("cpu:sve", "gpu"));
        Assert.Equal(7, await run.Result);
    }

    [Fact]
    public async Task MoveNear_goes_on_where_the_data_is()
    {
        await using var cluster = new MemoryCluster();
        var a = await cluster.OpenAsync("a", Offering());
        var run = await a.StartAsync(Places.Fragments.ByTheData(1), "near");
        await MemoryCluster.UntilAsync(async () => (await run.StatusAsync()).WaitsFor?.Contains("data:orders", StringComparison.Ordinal) == true, "it waits to be near");
        await cluster.OpenAsync("b", Offering("data:orders"));
        Assert.Equal(2, await run.Result);
        await MemoryCluster.UntilAsync(() => Task.FromResult(cluster.Events.Any(e => e.Hub == "b" && e.Kind == HubEventKind.Claimed)), "b took it");
    }

    [Fact]
    public async Task Near_is_a_wish()
    {
        await using var cluster = new MemoryCluster();
        var a = await cluster.OpenAsync("a", Offering());
        Assert.Equal(6, await (await a.StartAsync(Places.Fragments.Wishes(2))).Result);
        Assert.Equal(6, await (await a.StartAsync(Places.Fragments.Wish(2))).Result);
        await cluster.OpenAsync("b", Offering("data:orders"));
        Assert.Equal(9, await (await a.StartAsync(Places.Fragments.Wishes(3))).Result);
    }

    [Fact]
    public async Task A_hub_that_is_alone_keeps_what_does_not_fit_it()
    {
        var storage = new MemoryStorage();
        await using (var store = new MemoryRunStore(storage))
        await using (var hub = await Hub.OpenAsync(store, new HubOptions { HubId = "alone", Announce = h => h with { Offers = [] } }))
        {
            var run = await hub.StartAsync(Places.Fragments.Outer(3), "outer");
            await MemoryCluster.UntilAsync(async () => (await run.StatusAsync()).WaitsFor?.Contains("lacks gpu", StringComparison.Ordinal) == true, "it waits");
            await hub.StartAsync(Places.Fragments.ByTheData(1), "near");
        }

        await using var other = await Hub.OpenAsync(new MemoryRunStore(storage), new HubOptions { Announce = h => h with { Offers = ["data:orders", "gpu"] } });
        Assert.Equal(7, await other.Find<int>("outer").Result);
        Assert.Equal(2, await other.Find<int>("near").Result);
    }

    [Fact]
    public async Task A_run_that_waits_for_a_host_can_be_cancelled()
    {
        await using var hub = await Hub.OpenAsync(new MemoryRunStore(), new HubOptions { Announce = h => h with { Offers = [] } });
        var run = await hub.StartAsync(Places.Fragments.OnGpu(3));
        await MemoryCluster.UntilAsync(async () => (await run.StatusAsync()).WaitsFor is not null, "it waits");
        await run.CancelAsync();
        await Assert.ThrowsAsync<RunCancelledException>(() => run.Result);
    }

    [Fact]
    public async Task Outside_a_run_nobody_asks()
    {
        Assert.Equal(41, await Places.Outer(20));
        Assert.Equal(2, await Places.ByTheData(1));
        Assert.Equal(41, new StrandDriver().Run(Places.Fragments.Outer(20)));
    }

    static Func<HubOptions, HubOptions> Offering(params string[] offers) => o => o with { Announce = h => h with { Offers = offers } };
}
