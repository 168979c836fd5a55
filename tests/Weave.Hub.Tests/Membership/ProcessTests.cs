using Weave.Cluster.Tests.Postgres;

namespace Weave.Cluster.Tests.Membership;

public class ProcessTests
{
    const int Runs = 12;

    [PostgresFact]
    public async Task A_hub_that_is_killed_loses_nothing()
    {
        await using var two = await TwoProcesses.StartAsync();
        var runs = await StartRunsAsync(two.Client);
        await two.UntilOwnedAsync("a");
        two.A.Kill();
        Assert.All(await Task.WhenAll(runs.Select(r => r.Result)), sum => Assert.Equal(5050, sum));
        Assert.True(two.B.Said("PeerGone a"));
    }

    [PostgresFact]
    public async Task A_process_that_sleeps_longer_than_its_lease_does_no_harm()
    {
        await using var two = await TwoProcesses.StartAsync();
        var runs = await StartRunsAsync(two.Client);
        await two.UntilOwnedAsync("a");
        two.A.Signal("STOP");
        await two.B.UntilSaidAsync("PeerGone a");
        await MemoryCluster.UntilAsync(async () => !await two.OwnsAsync("a"), "b has all runs");
        two.A.Signal("CONT");
        await two.A.UntilSaidAsync("Lost a");
        await two.A.UntilSaidAsync("Joined a", 2);
        Assert.All(await Task.WhenAll(runs.Select(r => r.Result)), sum => Assert.Equal(5050, sum));
    }

    static async Task<IReadOnlyList<RunHandle<int>>> StartRunsAsync(Hub client)
    {
        var runs = new List<RunHandle<int>>();
        for (var i = 0; i < Runs; i++)
            runs.Add(await client.StartAsync(Flows.Fragments.Rounds(100, 30), $"run-{i}"));
        return runs;
    }
}
