using Weave.EndToEnd.Scenarios;
using Weave.Storage;

namespace Weave.EndToEnd.Tests;

/// <summary>A loop that calls nothing, in code the JIT has optimised fully: from the first call on, or while it runs.</summary>
public class HotLoopTests
{
    /// <summary>Without tiers, the first code of a method is its last: what Tier-1 would make of it.</summary>
    static readonly (string Name, string Value)[] optimised = [("DOTNET_TieredCompilation", "0")];

    static readonly (string Name, string Value)[] tiered = [];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_stops_for_the_checkpoint_timer_and_for_another_thread(bool fromTheStart)
    {
        using var world = new World();
        using var worker = world.WorkerWith(fromTheStart ? optimised : tiered, "start=spin-on=s", "interval=20");
        for (var i = 0; i < 5; i++)
            await worker.UntilAsync("checkpoint s ");

        await worker.Input.WriteLineAsync("cancel s");

        await worker.UntilAsync("ended s Cancelled");
        Assert.Equal(0, await worker.EndedAsync());
        await Assert.ThrowsAsync<RunCancelledException>(() => world.ResultAsync<long>("s"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_in_the_middle_it_goes_on_to_the_same_result(bool fromTheStart)
    {
        using var world = new World();
        for (var kill = 0; kill < 2; kill++)
        {
            using var worker = world.WorkerWith(fromTheStart ? optimised : tiered, "start=spin=s", "interval=10", "checkpoint=3");
            Assert.Equal(World.Killed, await worker.EndedAsync());
            Assert.Equal(RunState.Ready, (await world.StoredAsync("s")).Record.State);
        }

        var last = await world.GoOnAsync();

        Assert.Contains("ended s Completed", last);
        Assert.Equal(Spinning.Spin(Spinning.Turns, 7), await world.ResultAsync<long>("s"));
    }
}
