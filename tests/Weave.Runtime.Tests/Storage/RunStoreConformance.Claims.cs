using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Runtime.Tests.Storage;

public abstract partial class RunStoreConformance
{
    [Fact]
    public async Task A_claim_raises_epoch_and_attempts_durably()
    {
        var store = await Open();
        Assert.Equal(new RunClaim("a", 1, 1), await store.Claimed("a"));
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new RunClaim("a", 2, 2), await store.ClaimAsync("a", "hub", Lease));
        await store.DisposeAsync();
        var again = await Open();
        Assert.Equal(new RunClaim("a", 3, 3), await again.ClaimAsync("a", "hub", Lease));
        var record = (await again.FindAsync("a"))!;
        Assert.Equal((3L, 3, "hub"), (record.Epoch, record.Attempts, record.Owner));
        Assert.Equal(TimeSpan.FromSeconds(1), record.Updated - record.Created);
    }

    [Fact]
    public async Task A_live_lease_of_another_hub_cannot_be_claimed_until_it_ends()
    {
        var store = await Open();
        var first = await store.Claimed("a", "hub 1");
        Assert.Null(await store.ClaimAsync("a", "hub 2", Lease));
        Time.Advance(Lease - TimeSpan.FromTicks(1));
        Assert.Null(await store.ClaimAsync("a", "hub 2", Lease));
        Assert.True(await store.RenewAsync("a", first.Epoch, Lease));
        Time.Advance(Lease - TimeSpan.FromTicks(1));
        Assert.Null(await store.ClaimAsync("a", "hub 2", Lease));
        Time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(new RunClaim("a", 2, 2), await store.ClaimAsync("a", "hub 2", Lease));
        Assert.False(await store.RenewAsync("a", first.Epoch, Lease));
        Assert.Equal(CommitResult.Fenced, await store.CommitAsync(new() { Run = "a", Epoch = first.Epoch, Progress = true }));
        Assert.Equal("hub 2", (await store.FindAsync("a"))!.Owner);
    }

    [Fact]
    public async Task A_lease_that_has_ended_still_commits_while_nobody_claims()
    {
        var store = await Open();
        var claim = await store.Claimed("a");
        Time.Advance(Lease * 2);
        Assert.Equal(CommitResult.Committed, await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Checkpoints = [Full(1, "late")] }));
        Assert.True(await store.RenewAsync("a", claim.Epoch, Timeout.InfiniteTimeSpan));
        Time.Advance(TimeSpan.FromDays(40_000));
        Assert.Null(await store.ClaimAsync("a", "other", Lease));
    }

    [Fact]
    public async Task Leases_that_make_no_sense_are_refused()
    {
        var store = await Open();
        var claim = await store.Claimed("a");
        foreach (var lease in new[] { TimeSpan.Zero, TimeSpan.FromSeconds(-5) })
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await store.ClaimAsync("a", "hub", lease));
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await store.RenewAsync("a", claim.Epoch, lease));
        }

        Assert.Equal(1, (await store.FindAsync("a"))!.Epoch);
        Assert.NotNull(await store.ClaimAsync("a", "hub", TimeSpan.MaxValue));
    }

    [Fact]
    public async Task A_released_run_is_free_and_its_attempt_does_not_count()
    {
        var store = await Open();
        var claim = await store.Claimed("a", "hub 1");
        await store.ReleaseAsync("a", claim.Epoch - 1);
        Assert.Equal("hub 1", (await store.FindAsync("a"))!.Owner);
        await store.ReleaseAsync("a", claim.Epoch);
        await store.ReleaseAsync("a", claim.Epoch);
        var record = (await store.FindAsync("a"))!;
        Assert.Equal((null, 1L, 0), (record.Owner, record.Epoch, record.Attempts));
        Assert.False(await store.RenewAsync("a", claim.Epoch, Lease));
        Assert.Equal(CommitResult.Fenced, await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Checkpoints = [Full(1, "x")] }));
        Assert.Equal(new RunClaim("a", 2, 1), await store.ClaimAsync("a", "hub 2", Lease));
    }

    [Fact]
    public async Task What_comes_late_under_an_older_claim_leaves_the_newer_one_of_the_same_process_alone()
    {
        var store = await Open();
        var older = await store.Claimed("a");
        await store.CommitAsync(new() { Run = "a", Epoch = older.Epoch, Checkpoints = [Full(1, "older")] });
        var newer = (await store.ClaimAsync("a", "hub", Lease))!;
        await store.CommitAsync(new() { Run = "a", Epoch = newer.Epoch, Checkpoints = [Full(2, "newer")] });
        Assert.Equal(CommitResult.Fenced, await store.CommitAsync(new() { Run = "a", Epoch = older.Epoch, Checkpoints = [Full(3, "late")] }));
        Assert.Equal(CommitResult.Committed, await store.CommitAsync(new() { Run = "a", Epoch = newer.Epoch, Checkpoints = [Delta(3, 2, "goes on")] }));
    }

    [Fact]
    public async Task Progress_takes_the_attempts_back_to_zero()
    {
        var store = await Open();
        await store.Claimed("a");
        await store.ClaimAsync("a", "hub", Lease);
        var claim = (await store.ClaimAsync("a", "hub", Lease))!;
        Assert.Equal(3, claim.Attempts);
        await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Checkpoints = [Full(1, "same place")] });
        Assert.Equal(3, (await store.FindAsync("a"))!.Attempts);
        await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Progress = true });
        Assert.Equal(0, (await store.FindAsync("a"))!.Attempts);
        await store.ReleaseAsync("a", claim.Epoch);
        Assert.Equal(new RunClaim("a", 4, 1), await store.ClaimAsync("a", "hub", Lease));
    }

    [Theory]
    [InlineData(RunState.Completed)]
    [InlineData(RunState.Failed)]
    [InlineData(RunState.Cancelled)]
    [InlineData(RunState.Terminated)]
    [InlineData(RunState.Quarantined)]
    public async Task A_final_run_is_nobodys(RunState state)
    {
        var store = await Open();
        var claim = await store.Claimed("a");
        await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, State = state, Outcome = Bytes("outcome") });
        var record = (await store.FindAsync("a"))!;
        Assert.Equal((state, null, "outcome", 1L), (record.State, record.Owner, Text(record.Outcome), record.Epoch));
        Assert.Null(await store.ClaimAsync("a", "hub", Lease));
        Assert.False(await store.RenewAsync("a", claim.Epoch, Lease));
        await store.ReleaseAsync("a", claim.Epoch);
        Assert.Equal(CommitResult.Fenced, await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, State = RunState.Ready }));
        Assert.Equal(record.State, (await store.FindAsync("a"))!.State);
        Assert.False((await store.CreateAsync(Run("a"))).Created);
    }

    [Fact]
    public async Task One_owner_at_a_time_unless_they_share()
    {
        var owner = await Open();
        if (IsShared)
        {
            Assert.Equal(StoreAccess.Owner, (await Open()).Access);
            return;
        }

        await Assert.ThrowsAsync<StoreInUseException>(() => Open());
        await Open(StoreAccess.Client);
        await Assert.ThrowsAsync<StoreInUseException>(() => Open());
        await owner.DisposeAsync();
        Assert.Equal(StoreAccess.Owner, (await Open()).Access);
    }

    [Fact]
    public async Task A_new_owner_finds_all_runs_unowned_or_waits_for_their_leases_and_fences_the_old()
    {
        var store = await Open();
        var client = await Open(StoreAccess.Client);
        await store.Claimed("a", "hub 1");
        Assert.Equal("hub 1", (await client.FindAsync("a"))!.Owner);
        await store.DisposeAsync();
        var again = await Open();
        if (IsShared)
        {
            Assert.Null(await again.ClaimAsync("a", "hub 2", Lease));
            Time.Advance(Lease);
            Assert.Equal(new RunClaim("a", 2, 2), await again.ClaimAsync("a", "hub 2", Lease));
            Assert.Equal(CommitResult.Fenced, await again.CommitAsync(new() { Run = "a", Epoch = 1, Progress = true }));
            return;
        }

        Assert.Null((await client.FindAsync("a"))!.Owner);
        Assert.Equal(CommitResult.Fenced, await again.CommitAsync(new() { Run = "a", Epoch = 1, Progress = true }));
        Assert.Equal(new RunClaim("a", 2, 2), await again.ClaimAsync("a", "hub 2", Lease));
    }

    [Fact]
    public async Task A_run_is_handed_to_no_hub_that_is_no_member()
    {
        var store = await Open();
        await store.Claimed("a", "hub 1");
        var batch = new CommitBatch { Run = "a", Epoch = 1, Checkpoints = [Full(1, "moved")], Progress = true };
        Assert.Equal(CommitResult.Refused, await store.CommitAsync(batch with { Handover = "hub 2" }));
        Assert.Equal(["0:0:-1:entry of a"], await store.Contents("a"));
        Assert.Equal(CommitResult.Committed, await store.CommitAsync(batch));
        Assert.Equal(("hub 1", 1L), ((await store.FindAsync("a"))!.Owner, (await store.FindAsync("a"))!.Epoch));
    }

    [Fact]
    public async Task Clients_create_read_and_append_with_and_without_an_owner()
    {
        var client = await Open(StoreAccess.Client);
        Assert.Equal(StoreAccess.Client, client.Access);
        await client.CreateAsync(Run("a"));
        await client.AppendAsync(Event("a", "before"));
        var owner = await Open();
        await owner.ClaimAsync("a", "hub", Lease);
        await client.AppendAsync(Event("a", "during"));
        Assert.Equal(["before", "during"], await owner.Messages("a"));
        await owner.DisposeAsync();
        await client.AppendAsync(Event("a", "after"));
        Assert.Equal(["before", "during", "after"], await client.Messages("a"));
        foreach (var call in new Func<Task>[]
        {
            async () => await client.ClaimAsync("a", "hub", Lease),
            async () => await client.RenewAsync("a", 1, Lease),
            async () => await client.ReleaseAsync("a", 1),
            async () => await client.CommitAsync(new() { Run = "a", Epoch = 1 }),
        })
        {
            await Assert.ThrowsAsync<InvalidOperationException>(call);
        }
    }
}
