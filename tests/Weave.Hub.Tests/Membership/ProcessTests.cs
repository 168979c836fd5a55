using Weave.Cluster.Tests.Postgres;
using Weave.Storage;

namespace Weave.Cluster.Tests.Membership;

public class ProcessTests
{
    const int Runs = 12;

    [PostgresFact]
    public async Task A_hub_that_is_killed_loses_nothing()
    {
        await using var schema = new TestSchema();
        await using var client = await Hub.OpenAsync(await schema.OpenAsync(o => o with { Access = StoreAccess.Client }));
        using var a = await StartAsync(schema, "a");
        using var b = await StartAsync(schema, "b");
        var runs = await StartRunsAsync(client);
        await UntilOwnedAsync(client, "a");
        a.Kill();
        Assert.All(await Task.WhenAll(runs.Select(r => r.Result)), sum => Assert.Equal(5050, sum));
        Assert.True(b.Said("PeerGone a"));
    }

    [PostgresFact]
    public async Task A_process_that_sleeps_longer_than_its_lease_does_no_harm()
    {
        await using var schema = new TestSchema();
        await using var client = await Hub.OpenAsync(await schema.OpenAsync(o => o with { Access = StoreAccess.Client }));
        using var a = await StartAsync(schema, "a");
        using var b = await StartAsync(schema, "b");
        var runs = await StartRunsAsync(client);
        await UntilOwnedAsync(client, "a");
        a.Signal("STOP");
        await b.UntilSaidAsync("PeerGone a");
        await MemoryCluster.UntilAsync(async () => !await OwnsAsync(client, "a"), "b has all runs");
        a.Signal("CONT");
        await a.UntilSaidAsync("Lost a");
        await a.UntilSaidAsync("Joined a", 2);
        Assert.All(await Task.WhenAll(runs.Select(r => r.Result)), sum => Assert.Equal(5050, sum));
    }

    static async Task<HubProcess> StartAsync(TestSchema schema, string id)
    {
        var hub = HubProcess.Start((await TestServer.GetAsync()).ConnectionString, schema.Name, id);
        await hub.UntilSaidAsync("open");
        return hub;
    }

    static async Task<IReadOnlyList<RunHandle<int>>> StartRunsAsync(Hub client)
    {
        var runs = new List<RunHandle<int>>();
        for (var i = 0; i < Runs; i++)
            runs.Add(await client.StartAsync(Flows.Fragments.Rounds(100, 30), $"run-{i}"));
        return runs;
    }

    static Task UntilOwnedAsync(Hub client, string hub) => MemoryCluster.UntilAsync(() => OwnsAsync(client, hub), $"{hub} has taken some");

    static async Task<bool> OwnsAsync(Hub client, string hub)
    {
        await foreach (var run in client.RunsAsync())
        {
            if (run.Owner == hub)
                return true;
        }

        return false;
    }
}
