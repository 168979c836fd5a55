using System.Collections.Concurrent;
using Weave.Runtime.Tests.Storage;
using Weave.Storage;

namespace Weave.Runtime.Tests.Hosting;

/// <summary>The store dies at its n-th crash point, for every n that a run reaches; another hub goes on. The answer is the same, and no step is done twice that was acknowledged.</summary>
public class HubCrashPointTests
{
    [Fact]
    public async Task A_memory_store_that_dies_anywhere_costs_nothing()
    {
        using var dying = DyingStore.InMemory();
        await Sweep(dying);
    }

    [Fact]
    public async Task A_store_file_whose_writer_dies_anywhere_costs_nothing()
    {
        using var dying = DyingStore.InFile();
        await Sweep(dying);
    }

    static async Task Sweep(DyingStore dying)
    {
        var repeated = 0;
        for (var n = 1; ; n++)
        {
            dying.Renew();
            var executions = new ConcurrentQueue<(int Step, string Key)>();
            var script = new Script()
                .Do(x => x + 1)
                .Step(x => { executions.Enqueue((1, Durable.IdempotencyKey)); return Task.FromResult(x * 10); })
                .Checkpoint()
                .Do(x => x + 3)
                .Delay(TimeSpan.FromTicks(1))
                .Step(x => { executions.Enqueue((2, Durable.IdempotencyKey)); return Task.FromResult(x * 10); })
                .LoopWhileBelow(200);

            var crash = CrashAt.Throwing(n);
            await RunUntilItDies(script, () => dying.OpenAsync(crash));
            await using (var store = await dying.OpenAsync())
            {
                await using var hub = await Hub.OpenAsync(store);
                var run = await hub.StartAsync(script.Call(), "r");
                Assert.Equal(13_130, await run.Soon());
            }

            var byKey = executions.GroupBy(e => e.Key).ToList();
            Assert.Equal([(1, 1), (2, 1), (1, 2), (2, 2)], byKey.Select(k => k.First().Step).Zip([1, 1, 2, 2]));
            Assert.All(byKey, k => Assert.Single(k.Select(e => e.Step).Distinct()));
            repeated += executions.Count - byKey.Count;
            Assert.InRange(executions.Count, byKey.Count, byKey.Count + 1);
            if (crash.Reached.Count < n)
                break;
        }

        Assert.True(repeated > 0, "some crash fell between an effect and its outcome");
    }

    static async Task RunUntilItDies(Script script, Func<Task<IRunStore>> open)
    {
        try
        {
            await using var store = await open();
            await using var hub = await Hub.OpenAsync(store);
            await (await hub.StartAsync(script.Call(), "r")).Soon();
        }
        catch (Exception e) when (e is not (TimeoutException or Xunit.Sdk.XunitException))
        {
            // It died; the next hub does the rest.
        }
    }
}
