using Weave.Storage;

namespace Weave.Cluster.Tests.Membership;

public class MembershipTests
{
    [Fact]
    public async Task A_hub_on_a_shared_store_is_a_member_until_it_closes()
    {
        await using var cluster = new MemoryCluster();
        var hub = await cluster.OpenAsync("a");
        await cluster.OpenAsync("b");
        Assert.Equal(["a", "b"], (await cluster.MembersAsync()).Select(h => h.Hub.Id));

        var run = await hub.StartAsync(Flows.Fragments.Rounds(3, 1));
        Assert.Equal(6, await run.Result);

        await hub.DisposeAsync();
        Assert.Equal(["b"], (await cluster.MembersAsync()).Select(h => h.Hub.Id));
    }

    [Fact]
    public async Task What_a_client_starts_the_hubs_share()
    {
        await using var cluster = new MemoryCluster();
        await cluster.OpenAsync("a");
        await cluster.OpenAsync("b");
        await cluster.OpenAsync("c");
        await using var client = await Hub.OpenAsync(new MemoryClusterStore(cluster.Storage, StoreAccess.Client));
        var runs = new List<RunHandle<int>>();
        for (var i = 0; i < 90; i++)
            runs.Add(await client.StartAsync(Flows.Fragments.Rounds(40, 10), $"run-{i}"));

        var owners = new Dictionary<string, int>();
        await MemoryCluster.UntilAsync(async () => (owners = await OwnersAsync(cluster, 90)).Values.Sum() == 90, "all are claimed");
        Assert.All(await Task.WhenAll(runs.Select(r => r.Result)), sum => Assert.Equal(820, sum));
        Assert.Equal(3, owners.Count);
        Assert.All(owners.Values, n => Assert.InRange(n, 10, 60));
    }

    [Fact]
    public async Task A_hub_that_is_not_heard_of_loses_its_runs_to_others()
    {
        await using var cluster = new MemoryCluster();
        var a = await cluster.OpenAsync("a");
        var b = await cluster.OpenAsync("b");
        var run = await a.StartAsync(Flows.Fragments.Rounds(100, 20), "long");
        await cluster.UntilOwnedByAsync("long", "a");

        cluster.Stores["a"].IsCut = true;
        await cluster.UntilOwnedByAsync("long", "b");
        Assert.Equal(5050, await b.Find<int>("long").Result);

        // It hears of the end when it reaches the store again, and is a member again.
        cluster.Stores["a"].IsCut = false;
        Assert.Equal(5050, await run.Result);
        await MemoryCluster.UntilAsync(async () => (await cluster.MembersAsync()).Count(h => h.LeaseLeft > TimeSpan.Zero) == 2, "a is a member again");
        var next = await a.StartAsync(Flows.Fragments.Rounds(3, 1));
        Assert.Equal(6, await next.Result);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hub_that_cannot_renew_stops_what_it_runs(bool silent)
    {
        await using var cluster = new MemoryCluster();
        var a = await cluster.OpenAsync("a");
        var gate = Guid.NewGuid().ToString();
        var run = await a.StartAsync(Flows.Fragments.UntilOpen(gate), "hot");
        await MemoryCluster.UntilAsync(() => Task.FromResult(run.Status.Checkpoints > 0), "it has computed for a while");

        if (silent)
            cluster.Stores["a"].Silence();
        else
            cluster.Stores["a"].IsCut = true;
        await MemoryCluster.UntilAsync(() => Task.FromResult(cluster.Events.Any(e => e.Kind == HubEventKind.Lost)), "it has lost its membership");
        Assert.Contains(cluster.Events, e => e.Kind == HubEventKind.AtRisk);
        Assert.Equal(0, a.Load.Runs);

        cluster.Stores["a"].IsCut = false;
        cluster.Stores["a"].Speak();
        Gates.Open(gate);
        Assert.Equal(1, await run.Result);
        Assert.Equal(2, cluster.Events.Count(e => e.Kind == HubEventKind.Joined));
    }

    [Fact]
    public async Task A_second_process_of_the_same_name_takes_over_and_the_first_stands_by()
    {
        await using var cluster = new MemoryCluster();
        await cluster.OpenAsync("a");
        var second = await Hub.OpenAsync(new MemoryClusterStore(cluster.Storage), new HubOptions { HubId = "a", Lease = TimeSpan.FromSeconds(1) });
        await MemoryCluster.UntilAsync(() => Task.FromResult(cluster.Events.Any(e => e.Kind == HubEventKind.Lost)), "the first is evicted");
        var run = await second.StartAsync(Flows.Fragments.Rounds(10, 20));
        Assert.Equal(55, await run.Result);
        Assert.Single(cluster.Events, e => e.Kind == HubEventKind.Joined);

        await second.DisposeAsync();
        await MemoryCluster.UntilAsync(() => Task.FromResult(cluster.Events.Count(e => e.Kind == HubEventKind.Joined) == 2), "the first is a member again");
    }

    [Fact]
    public async Task A_hub_that_is_drained_gives_everything_away_and_takes_nothing()
    {
        await using var cluster = new MemoryCluster();
        var a = await cluster.OpenAsync("a");
        var gate = Guid.NewGuid().ToString();
        var waiting = await a.StartAsync(Flows.Fragments.Rounds(50, 20), "waiting");
        var hot = await a.StartAsync(Flows.Fragments.UntilOpen(gate), "hot");
        await cluster.UntilOwnedByAsync("waiting", "a");
        await cluster.UntilOwnedByAsync("hot", "a");
        await cluster.OpenAsync("b");

        await using (var client = new MemoryClusterStore(cluster.Storage, StoreAccess.Client))
            Assert.True(await client.DrainAsync("a"));
        await a.Drained.WaitAsync(TimeSpan.FromMinutes(1));
        await cluster.UntilOwnedByAsync("waiting", "b");
        await cluster.UntilOwnedByAsync("hot", "b");
        var late = await a.StartAsync(Flows.Fragments.Rounds(5, 20), "late");
        await cluster.UntilOwnedByAsync("late", "b");

        Gates.Open(gate);
        Assert.Equal(1275, await waiting.Result);
        Assert.Equal(1, await hot.Result);
        Assert.Equal(15, await late.Result);
    }

    static async Task<Dictionary<string, int>> OwnersAsync(MemoryCluster cluster, int runs)
    {
        await using var client = new MemoryClusterStore(cluster.Storage, StoreAccess.Client);
        var owners = new Dictionary<string, int>();
        for (var i = 0; i < runs; i++)
        {
            if ((await client.FindAsync($"run-{i}"))?.Owner is { } owner)
                owners[owner] = owners.GetValueOrDefault(owner) + 1;
        }

        return owners;
    }
}
