using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Runtime.Tests.Storage;

/// <summary>Every promise of <see cref="IClusterStore"/>, and those of <see cref="IRunStore"/> with it. This part: membership.</summary>
public abstract partial class ClusterStoreConformance : RunStoreConformance
{
    internal override bool IsShared => true;

    internal async Task<IClusterStore> OpenShared(StoreAccess access = StoreAccess.Owner) => (IClusterStore)await Open(access);

    /// <summary>A handle that is a member.</summary>
    internal async Task<IClusterStore> Joined(string hub, params string[] offers)
    {
        var store = await OpenShared();
        await store.JoinAsync(Hub(hub, offers), Lease);
        return store;
    }

    static HubInfo Hub(string id, params string[] offers) => new(id, $"{id}.example:7070")
    {
        Offers = offers,
        Cores = 4,
        Memory = 1L << 33,
        Host = "host of " + id,
        Socket = "/run/" + id,
        Protocol = (3, 2),
    };

    static ClaimQuery All(params string[] offers) => new(offers, 100);

    static async Task<string[]> Next(IClusterStore store, ClaimQuery query) => [.. (await store.ClaimNextAsync(query)).Select(c => c.Run)];

    [Fact]
    public async Task A_member_is_listed_with_what_it_announced()
    {
        var store = await OpenShared();
        var info = Hub("hub 1", "cpu:avx2", "label:blue");
        var joined = await store.JoinAsync(info, Lease);
        await Joined("hub 0");
        var client = await OpenShared(StoreAccess.Client);
        var hubs = await client.HubsAsync();
        Assert.Equal(["hub 0", "hub 1"], hubs.Select(h => h.Hub.Id));
        foreach (var record in new[] { joined, hubs[1] })
        {
            Assert.Equal(info with { Offers = record.Hub.Offers }, record.Hub);
            Assert.Equal(info.Offers, record.Hub.Offers);
            Assert.Equal((joined.Incarnation, HubState.Active, default(HubLoad), Lease), (record.Incarnation, record.State, record.Load, record.LeaseLeft));
        }
    }

    [Fact]
    public async Task A_heartbeat_keeps_the_lease_and_publishes_the_load()
    {
        var store = await Joined("hub");
        Time.Advance(Lease - TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(1), Assert.Single(await store.HubsAsync()).LeaseLeft);
        var load = new HubLoad(7, 3) { Memory = 1L << 34 };
        var kept = (await store.HeartbeatAsync(load))!;
        Assert.Equal((load, Lease), (kept.Hub.Load, kept.Hub.LeaseLeft));
        Assert.Equivalent(kept.Hub, Assert.Single(kept.Members), strict: true);
        Assert.Equal(load, Assert.Single(await store.HubsAsync()).Load);
        Time.Advance(Lease * 3);
        Assert.Equal(TimeSpan.Zero, Assert.Single(await store.HubsAsync()).LeaseLeft);
        Assert.Equal(Lease, (await store.HeartbeatAsync(default))!.Hub.LeaseLeft);
    }

    /// <summary>Two members. The first has the runs a and b and is not heard of again; its lease ends in a tick.</summary>
    async Task<(IClusterStore Lost, IClusterStore Other)> Silent()
    {
        var lost = await Joined("hub 1");
        var other = await Joined("hub 2");
        foreach (var run in new[] { "a", "b" })
            await lost.CreateAsync(Run(run));
        Assert.Equal(["a", "b"], await Next(lost, All()));
        Time.Advance(Lease - TimeSpan.FromTicks(1));
        await other.HeartbeatAsync(default);
        return (lost, other);
    }

    [Fact]
    public async Task A_member_whose_lease_has_ended_loses_its_runs_to_whoever_claims_and_is_evicted()
    {
        var (lost, other) = await Silent();
        Assert.Empty(await Next(other, All() with { Suspects = true }));
        Assert.Null(await other.ClaimAsync("a", "hub 2", Timeout.InfiniteTimeSpan));

        Time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(CommitResult.Committed, await lost.CommitAsync(new() { Run = "a", Epoch = 1, Checkpoints = [Full(1, "late")] }));
        Assert.Equal(2, (await other.HubsAsync()).Count);
        Assert.Equal(new RunClaim("a", 2, 2), await other.ClaimAsync("a", "hub 2", Timeout.InfiniteTimeSpan));
        Assert.Equal(["b"], await Next(other, All() with { Suspects = true }));
        Assert.Equal(["hub 2"], (await other.HubsAsync()).Select(h => h.Hub.Id));
        Assert.Equal(CommitResult.Fenced, await lost.CommitAsync(new() { Run = "a", Epoch = 1, Checkpoints = [Full(2, "lost")] }));
        Assert.Null(await lost.HeartbeatAsync(default));
        Assert.Empty(await Next(lost, All()));
        Assert.Null(await lost.ClaimAsync("b", "hub 1", Timeout.InfiniteTimeSpan));
        Assert.Equal(["0:1:-1:late"], await other.Contents("a"));
    }

    [Fact]
    public async Task One_that_comes_back_in_time_keeps_what_it_has()
    {
        var store = await Joined("hub 1");
        var other = await Joined("hub 2");
        await store.CreateAsync(Run("a"));
        await Next(store, All());
        Time.Advance(Lease);
        Assert.Empty(await Next(store, All()));
        Assert.NotNull(await store.HeartbeatAsync(default));
        await other.HeartbeatAsync(default);
        Assert.Empty(await Next(other, All() with { Suspects = true }));
        Assert.Equal(CommitResult.Committed, await store.CommitAsync(new() { Run = "a", Epoch = 1, Progress = true }));
    }

    [Fact]
    public async Task Joining_again_ends_the_older_membership_and_its_claims()
    {
        var first = await Joined("hub");
        await first.CreateAsync(Run("a"));
        await Next(first, All());
        var before = Assert.Single(await first.HubsAsync()).Incarnation;
        var second = await Joined("hub");
        Assert.True(Assert.Single(await second.HubsAsync()).Incarnation > before);
        Assert.Null(await first.HeartbeatAsync(default));
        await first.LeaveAsync();
        Assert.Single(await second.HubsAsync());
        Assert.Equal([new("a", 2, 2)], await second.ClaimNextAsync(All() with { Suspects = true }));
        Assert.Equal(CommitResult.Fenced, await first.CommitAsync(new() { Run = "a", Epoch = 1, Progress = true }));

        var third = await first.JoinAsync(Hub("hub"), Lease);
        Assert.Equal(third.Incarnation, Assert.Single(await first.HubsAsync()).Incarnation);
        Assert.Null(await second.HeartbeatAsync(default));
        Assert.Equal([new("a", 3, 3)], await first.ClaimNextAsync(All() with { Suspects = true }));
    }

    [Fact]
    public async Task One_that_was_evicted_and_lives_gives_the_attempts_back_of_what_nobody_has_claimed()
    {
        var (lost, other) = await Silent();
        Time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(new RunClaim("a", 2, 2), await other.ClaimAsync("a", "hub 2", Timeout.InfiniteTimeSpan));
        Assert.Null(await lost.HeartbeatAsync(default));

        await lost.JoinAsync(Hub("hub 1"), Lease);
        Assert.Equal((2, 0), ((await lost.FindAsync("a"))!.Attempts, (await lost.FindAsync("b"))!.Attempts));
        Assert.Equal(CommitResult.Fenced, await lost.CommitAsync(new() { Run = "b", Epoch = 1, Progress = true }));
        Assert.Equal([new("b", 2, 1)], await lost.ClaimNextAsync(All()));

        // Joining once more, with nothing lost between, takes nothing back twice.
        await lost.JoinAsync(Hub("hub 1"), Lease);
        await lost.JoinAsync(Hub("hub 1"), Lease);
        Assert.Equal([new("b", 3, 1)], await lost.ClaimNextAsync(All()));
    }

    [Fact]
    public async Task Who_leaves_leaves_its_runs_to_the_others_at_once()
    {
        var store = await Joined("hub 1");
        var other = await Joined("hub 2");
        await store.CreateAsync(Run("a"));
        await Next(store, All());
        await store.LeaveAsync();
        await store.LeaveAsync();
        Assert.Equal(["hub 2"], (await other.HubsAsync()).Select(h => h.Hub.Id));
        Assert.Null(await store.HeartbeatAsync(default));
        Assert.Equal(2, Assert.Single(await other.ClaimNextAsync(All() with { Suspects = (await other.FindAsync("a"))!.Attempts > 0 })).Epoch);
    }

    [Fact]
    public async Task A_member_that_shall_drain_reads_it_from_its_heartbeat_and_claims_nothing_new()
    {
        var store = await Joined("hub");
        var client = await OpenShared(StoreAccess.Client);
        await client.CreateAsync(Run("a"));
        Assert.False(await client.DrainAsync("nobody"));
        Assert.True(await client.DrainAsync("hub"));
        Assert.Equal(HubState.Draining, (await store.HeartbeatAsync(default))!.Hub.State);
        Assert.Equal(HubState.Draining, Assert.Single(await client.HubsAsync()).State);
        Assert.Empty(await Next(store, All()));
        await store.JoinAsync(Hub("hub"), Lease);
        Assert.Equal(HubState.Active, (await store.HeartbeatAsync(default))!.Hub.State);
        Assert.Equal(["a"], await Next(store, All()));
    }

    [Fact]
    public async Task Clients_are_no_members()
    {
        var client = await OpenShared(StoreAccess.Client);
        foreach (var call in new Func<Task>[]
        {
            async () => await client.JoinAsync(Hub("hub"), Lease),
            async () => await client.HeartbeatAsync(default),
            async () => await client.LeaveAsync(),
            async () => await client.ClaimNextAsync(All()),
        })
        {
            await Assert.ThrowsAsync<InvalidOperationException>(call);
        }

        var store = await OpenShared();
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.JoinAsync(Hub(""), Lease));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await store.JoinAsync(Hub("hub"), TimeSpan.Zero));
        Assert.Empty(await store.HubsAsync());
        Assert.Null(await store.HeartbeatAsync(default));
        Assert.Empty(await Next(store, All()));
    }
}
