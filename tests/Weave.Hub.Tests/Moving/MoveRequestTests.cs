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
        var run = await town.StartAsync(Journeys.Fragments.Wander("asked", 10), "asked");
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

    [Fact]
    public async Task A_client_is_told_that_the_hub_failed_at_it()
    {
        FaultyStore? faulty = null;
        await using var town = await Town.OpenAsync(2, store: (s, id) => id == "h0" ? faulty = new FaultyStore(s) : s);
        await using var client = new MemoryClusterStore(town.Storage, StoreAccess.Client);
        await using var asking = await Hub.OpenAsync(client);
        var tale = Journeys.Of("failing");
        var run = await town.StartAsync(Journeys.Fragments.Wander("failing", 10), "failing");
        await tale.Reached(3);

        // The hub cannot see where to, and its first answer does not get through.
        var appends = 0;
        faulty!.OnCall = (what, done) =>
        {
            if (!done && (what == "hubs" || (what == "append" && Interlocked.Increment(ref appends) == 1)))
                throw new StoreUnavailableException("(test)", "it is down.", "Wait.");
        };
        var told = await Assert.ThrowsAsync<MoveFailedException>(() => asking.MoveAsync("failing", "h1").WaitAsync(TimeSpan.FromSeconds(60)));

        Assert.Equal(("failing", "h1"), (told.Run, told.Target));
        Assert.Contains("hub 'h0' failed at it: The store '(test)' cannot be used: it is down.", told.Message);
        faulty.OnCall = null;
        Assert.Null(await asking.MoveAsync("failing", "h1").WaitAsync(TimeSpan.FromSeconds(60)));
        tale.Enough = true;
        Assert.Equal(await Journeys.Wander("failing", 10), await run.Result.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task A_request_whose_hub_dies_is_served_by_the_next()
    {
        FaultyStore? target = null;
        await using var town = await Town.OpenAsync(3, store: (s, id) => id == "h1" ? target = new FaultyStore(s) : s);
        await using var client = new MemoryClusterStore(town.Storage, StoreAccess.Client);
        await using var asking = await Hub.OpenAsync(client);
        var tale = Journeys.Of("left");
        await town.StartAsync(Journeys.Fragments.Wander("left", 10), "left");
        await tale.Reached(3);
        target!.OnCall = static (what, _) =>
        {
            if (what == "claim")
                throw new StoreUnavailableException("(test)", "it is down.", "Wait.");
        };
        var offered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        town.Peers.OnCall = async (from, _, _, _) =>
        {
            if (from != "h0")
                return;
            offered.TrySetResult();
            await never.Task;
        };

        var moved = asking.MoveAsync("left", "h1");
        await offered.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await town.KillAsync("h0");

        Assert.Null(await moved.WaitAsync(TimeSpan.FromSeconds(60)));
        never.SetException(new Weave.Transport.PeerUnreachableException("h1", "it was killed"));
        await tale.FurtherAsync();
        tale.Enough = true;
        Assert.Equal(await Journeys.Wander("left", 10), await asking.Find<long>("left").Result.WaitAsync(TimeSpan.FromSeconds(60)));
    }
}
