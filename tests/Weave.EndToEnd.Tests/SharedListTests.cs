using Weave.EndToEnd.Scenarios;

namespace Weave.EndToEnd.Tests;

/// <summary>A list that a sleeping caller holds and its callee changes: each delta has to carry the change.</summary>
public class SharedListTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_change_by_the_callee_is_in_the_delta(int beats)
    {
        using var world = new World();
        var kills = 0;
        var resumedFromDelta = 0;
        while (true)
        {
            using var worker = world.Worker("start=share=l", $"beat={beats}");
            if (await worker.EndedAsync() == 0)
                break;
            Assert.True(worker.ExitCode == World.Killed, await worker.StoryAsync());
            kills++;
            resumedFromDelta += (await world.StoredAsync("l")).Checkpoints[^1].Base >= 0 ? 1 : 0;
        }

        // Each process but the last dies at its beat, having begun with the item before which the last one died.
        Assert.InRange(kills, Sharing.Items / beats - 1, Sharing.Items);
        Assert.InRange(resumedFromDelta, 1, kills);
        Assert.Equal(await Sharing.Outer(Sharing.Items), await world.ResultAsync<string>("l"));
    }
}
