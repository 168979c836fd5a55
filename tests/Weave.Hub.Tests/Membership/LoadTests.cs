namespace Weave.Cluster.Tests.Membership;

public class LoadTests
{
    [Fact]
    public async Task A_lease_of_a_second_is_kept_while_threads_and_pool_are_busy()
    {
        await using var cluster = new MemoryCluster();
        var hub = await cluster.OpenAsync("a", o => o with { Workers = 4 });
        var gate = Guid.NewGuid().ToString();
        var runs = new List<RunHandle<long>>();
        for (var i = 0; i < 8; i++)
            runs.Add(await hub.StartAsync(Flows.Fragments.UntilOpen(gate)));

        // Steps of other people block the pool's threads, more of them than there are.
        using var release = new ManualResetEventSlim();
        var blocked = Enumerable.Range(0, 4 * Environment.ProcessorCount + 64).Select(_ => Task.Run(release.Wait)).ToArray();
        await Task.Factory.StartNew(() => release.Wait(TimeSpan.FromSeconds(3)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        release.Set();
        await Task.WhenAll(blocked);
        Assert.DoesNotContain(cluster.Events, e => e.Kind == HubEventKind.Lost);
        Gates.Open(gate);
        await Task.WhenAll(runs.Select(r => r.Result));
    }
}
