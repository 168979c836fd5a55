using Weave.Storage;

namespace Weave.Cluster.Tests.Moving;

/// <summary>A run is moved because a message asks for it, from a client or a hub that cannot talk to the others.</summary>
public class MoveRequestTests
{
    [Fact]
    public async Task A_client_has_a_run_moved()
    {
        await using var town = await Town.OpenAsync(2);
        await using var client = new MemoryClusterStore(town.Storage, StoreAccess.Client);
        await using var asking = await Hub.OpenAsync(client);
        var tale = Journeys.Of("asked");
        var run = await town[0].Hub.StartAsync(Journeys.Fragments.Wander("asked", 10), "asked");
        await tale.Reached(3);

        Assert.Null(await asking.MoveAsync("asked", "h1").WaitAsync(TimeSpan.FromSeconds(60)));
        await tale.FurtherAsync();
        Assert.Null(await town[0].Hub.MoveAsync("asked", "h0").WaitAsync(TimeSpan.FromSeconds(60)));
        await tale.FurtherAsync();
        Assert.Equal("hub 'nobody' is no member", await asking.MoveAsync("asked", "nobody").WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Null(await asking.MoveAsync("asked", "h0").WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(3, (await town.RecordAsync("asked")).Epoch);
        await Assert.ThrowsAsync<RunNotFoundException>(() => asking.MoveAsync("unknown", "h0"));

        tale.Enough = true;
        Assert.Equal(await Journeys.Wander("asked", 10), await run.Result.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal("it is Completed", await asking.MoveAsync("asked", "h1"));
    }
}
