using Weave.Moving;
using Weave.Storage;

namespace Weave.Cluster.Tests.Moving.Inner;

/// <summary>Inner frames move, and their caller's stay and go on with what came of them.</summary>
public class InnerMoveTests
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_callee_goes_on_at_the_other_hub_and_the_caller_gets_its_result()
    {
        await using var town = await Town.OpenAsync(2);
        var tale = Journeys.Of("inner");
        var run = await town.StartAsync(Calls.Fragments.Outer("inner", 1000), "inner");
        await tale.Reached(3);

        var moved = await town[0].Mover.MoveInnerAsync("inner", "h1");

        Assert.Equal((MoveOutcome.Moved, "h1", null), (moved.Outcome, moved.Hub, moved.Reason));
        Assert.StartsWith("inner/inner-", moved.Inner);
        await tale.FurtherAsync();
        Assert.Equal(("h0", "h1"), ((await town.RecordAsync("inner")).Owner, (await town.RecordAsync(moved.Inner!)).Owner));
        Assert.Contains(moved.Inner!, (await run.StatusAsync()).WaitsFor);
        tale.Enough = true;
        Assert.Equal(await Calls.Outer("inner", 1000), await run.Result.WaitAsync(patience));
        Assert.Equal((RunState.Completed, RunState.Completed), ((await town.RecordAsync("inner")).State, (await town.RecordAsync(moved.Inner!)).State));
        Assert.Equal(1, (await town.RecordAsync("inner")).Epoch);
    }

    [Fact]
    public async Task An_exception_reaches_the_caller_as_it_was_thrown()
    {
        await using var town = await Town.OpenAsync(2);
        var tale = Journeys.Of("throws");
        var run = await town.StartAsync(Calls.Fragments.Careful("throws"), "throws");
        await tale.Reached(3);
        Assert.True((await town[0].Mover.MoveInnerAsync("throws", "h1")).IsMoved);

        tale.Enough = true;

        Assert.Equal(await Calls.Careful("throws"), await run.Result.WaitAsync(patience));
    }

    [Fact]
    public async Task What_both_sides_can_change_keeps_them_together()
    {
        await using var town = await Town.OpenAsync(2);
        var tale = Journeys.Of("shares");
        var run = await town.StartAsync(Calls.Fragments.Sharing("shares"), "shares");
        await tale.Reached(3);

        var moved = await town[0].Mover.MoveInnerAsync("shares", "h1");

        Assert.Equal((MoveOutcome.Moved, "h1", null), (moved.Outcome, moved.Hub, moved.Inner));
        Assert.Contains("List<", moved.Reason);
        Assert.Contains("by 'basket'", moved.Reason);
        Assert.Contains("by 'items'", moved.Reason);
        await tale.FurtherAsync();
        Assert.Equal("h1", (await town.RecordAsync("shares")).Owner);
        Assert.Equal(moved.Reason, (await town[1].Hub.Find("shares").StatusAsync()).Move);
        tale.Enough = true;
        Assert.Equal(await Calls.Sharing("shares"), await run.Result.WaitAsync(patience));
    }

    [Fact]
    public async Task The_stack_is_taken_apart_where_nothing_is_shared()
    {
        await using var town = await Town.OpenAsync(2);
        var tale = Journeys.Of("once");
        var run = await town.StartAsync(Calls.Fragments.SharingOnce("once"), "once");
        await tale.Reached(3);

        var moved = await town[0].Mover.MoveInnerAsync("once", "h1");

        Assert.True(moved is { IsMoved: true, Inner: not null }, moved.ToString());
        Assert.Contains("Middle", (await town.RecordAsync(moved.Inner!)).Function);
        tale.Enough = true;
        Assert.Equal(await Calls.SharingOnce("once"), await run.Result.WaitAsync(patience));
    }

    [Fact]
    public async Task A_recursion_is_taken_apart_again_and_again()
    {
        await using var town = await Town.OpenAsync(3);
        var tale = Journeys.Of("deep");
        var run = await town.StartAsync(Calls.Fragments.Descend("deep", 20), "deep");
        await tale.Reached(3);

        var first = await town[0].Mover.MoveInnerAsync("deep", "h1");
        await tale.FurtherAsync();
        var second = await town[0].Mover.MoveInnerAsync(first.Inner!, "h2");
        await tale.FurtherAsync();
        var third = await town[0].Mover.MoveInnerAsync(second.Inner!, "h0");
        await tale.FurtherAsync();

        Assert.Equal(3, new[] { first.Inner, second.Inner, third.Inner }.OfType<string>().Distinct().Count());
        Assert.Contains($"'{first.Inner}'", (await town[0].Mover.MoveInnerAsync("deep", "h2")).Reason);
        tale.Enough = true;
        Assert.Equal(Calls.Descend("deep", 20), await run.Result.WaitAsync(patience));
    }

    [Fact]
    public async Task A_run_of_one_frame_moves_as_a_whole()
    {
        await using var town = await Town.OpenAsync(2);
        var tale = Journeys.Of("single");
        var run = await town.StartAsync(Journeys.Fragments.Wander("single", 10), "single");
        await tale.Reached(3);

        var moved = await town[0].Mover.MoveInnerAsync("single", "h1");

        Assert.Equal((MoveOutcome.Moved, null), (moved.Outcome, moved.Inner));
        Assert.Contains("no call", moved.Reason);
        tale.Enough = true;
        Assert.Equal(await Journeys.Wander("single", 10), await run.Result.WaitAsync(patience));
    }

    [Fact]
    public async Task The_caller_moves_while_its_callee_is_away()
    {
        await using var town = await Town.OpenAsync(3);
        var tale = Journeys.Of("both");
        var run = await town.StartAsync(Calls.Fragments.Outer("both", 10), "both");
        await tale.Reached(3);
        var inner = (await town[0].Mover.MoveInnerAsync("both", "h1")).Inner!;

        Assert.Equal(MoveResult.To("h2"), await town[1].Mover.MoveAsync("both", "h2"));
        Assert.Equal(MoveResult.To("h0"), await town[1].Mover.MoveAsync(inner, "h0"));
        await tale.FurtherAsync();

        tale.Enough = true;
        Assert.Equal(await Calls.Outer("both", 10), await run.Result.WaitAsync(patience));
    }

    [Theory]
    [InlineData("h0")]
    [InlineData("h1")]
    [InlineData("both")]
    public async Task Hubs_die(string which)
    {
        await using var town = await Town.OpenAsync(3);
        var tale = Journeys.Of("dies-" + which);
        await town.StartAsync(Calls.Fragments.Outer("dies-" + which, 10), "dies-" + which);
        await tale.Reached(3);
        Assert.True((await town[0].Mover.MoveInnerAsync("dies-" + which, "h1")).IsMoved);

        foreach (var hub in which == "both" ? ["h0", "h1"] : new[] { which })
            await town.KillAsync(hub);
        await tale.FurtherAsync();
        tale.Enough = true;

        Assert.Equal(await Calls.Outer("dies-" + which, 10), await town[2].Hub.Find<string>("dies-" + which).Result.WaitAsync(patience));
    }

    [Fact]
    public async Task A_cancel_of_the_run_reaches_its_inner_frames_once()
    {
        await using var town = await Town.OpenAsync(2);
        var tale = Journeys.Of("cancel-inner").Free();
        var run = await town.StartAsync(Calls.Fragments.Cancellable("cancel-inner"), "cancel-inner");
        await tale.Reached(3);
        Assert.True((await town[0].Mover.MoveInnerAsync("cancel-inner", "h1")).IsMoved);
        await tale.FurtherAsync();

        await run.CancelAsync();

        Assert.Equal("cleaned up by the callee", await run.Result.WaitAsync(patience));
        Assert.Single(tale.Effects);
    }

    [Fact]
    public async Task A_cancellation_goes_through_to_the_caller()
    {
        await using var town = await Town.OpenAsync(2);
        var tale = Journeys.Of("cancel-through").Free();
        var run = await town.StartAsync(Calls.Fragments.Thrown("cancel-through"), "cancel-through");
        await tale.Reached(3);
        var inner = (await town[0].Mover.MoveInnerAsync("cancel-through", "h1")).Inner!;
        await tale.FurtherAsync();

        await run.CancelAsync();

        Assert.Equal("caught by the caller", await run.Result.WaitAsync(patience));
        Assert.Equal(RunState.Cancelled, (await town.RecordAsync(inner)).State);
    }

    [Fact]
    public async Task Who_drops_the_run_drops_its_inner_frames()
    {
        await using var town = await Town.OpenAsync(2);
        var tale = Journeys.Of("drop");
        var run = await town.StartAsync(Calls.Fragments.Outer("drop", 10), "drop");
        await tale.Reached(3);
        var inner = (await town[0].Mover.MoveInnerAsync("drop", "h1")).Inner!;

        await run.TerminateAsync();

        await Assert.ThrowsAsync<RunTerminatedException>(() => run.Result.WaitAsync(patience));
        await Assert.ThrowsAsync<RunTerminatedException>(() => town[1].Hub.Find<long>(inner).Result.WaitAsync(patience));
    }

    [Fact]
    public async Task Inner_frames_that_are_dropped_alone_fail_their_caller()
    {
        await using var town = await Town.OpenAsync(2);
        var tale = Journeys.Of("drop-inner");
        var run = await town.StartAsync(Calls.Fragments.Outer("drop-inner", 10), "drop-inner");
        await tale.Reached(3);
        var inner = (await town[0].Mover.MoveInnerAsync("drop-inner", "h1")).Inner!;

        await town[1].Hub.Find(inner).TerminateAsync();

        Assert.Contains(inner, (await Assert.ThrowsAsync<RunTerminatedException>(() => run.Result.WaitAsync(patience))).Message);
        Assert.Equal(RunState.Failed, (await town.RecordAsync("drop-inner")).State);
    }

    [Fact]
    public async Task A_step_in_flight_is_carried_to_its_end_under_its_key()
    {
        await using var town = await Town.OpenAsync(2);
        var tale = Journeys.Of("step-inner");
        var run = await town.StartAsync(Calls.Fragments.Errands("step-inner", 21), "step-inner");
        await tale.BegunAsync(0);
        var moving = town[0].Mover.MoveInnerAsync("step-inner", "h1").AsTask();
        await MoveTests.Until(async () => (await run.StatusAsync()).Move?.Contains("has its outcome") == true);

        tale.Free();
        var moved = await moving.WaitAsync(patience);
        Assert.Equal((MoveOutcome.Moved, null), (moved.Outcome, moved.Reason));
        tale.Enough = true;

        Assert.Equal(await Calls.Errands("step-inner", 21), await run.Result.WaitAsync(patience));
        var effects = tale.Effects.Where(e => e.Key.StartsWith("step-inner/")).ToList();
        Assert.Equal([0, 10, 20, 200], effects.Select(e => e.Which).Order());
        Assert.Equal(4, effects.Select(e => e.Key).Distinct().Count());
    }

    [Fact]
    public async Task Events_for_the_run_reach_whichever_frame_waits()
    {
        await using var town = await Town.OpenAsync(2);
        var tale = Journeys.Of("events");
        var run = await town.StartAsync(Calls.Fragments.Listening("events"), "events");
        await tale.Reached(0);
        await town[1].Hub.RaiseAsync("events", "last", "d");
        var inner = (await town[0].Mover.MoveInnerAsync("events", "h1")).Inner!;
        Assert.NotNull(inner);

        await town[0].Hub.RaiseAsync("events", "word", "a", "id-1");
        await tale.Reached(1);
        await town[0].Hub.RaiseAsync("events", "word", "again", "id-1");
        Assert.Equal(MoveResult.To("h0"), await town[0].Mover.MoveAsync(inner, "h0"));
        await town[1].Hub.RaiseAsync("events", "word", "b");
        await town[1].Hub.RaiseAsync("events", "word", "c");

        Assert.Equal("abcd", await run.Result.WaitAsync(patience));
    }

    [Fact]
    public async Task A_delay_of_inner_frames_lasts_as_long_as_it_was_to()
    {
        await using var town = await Town.OpenAsync(2);
        var tale = Journeys.Of("sleep-inner");
        var run = await town.StartAsync(Calls.Fragments.Sleeping("sleep-inner", TimeSpan.FromSeconds(1)), "sleep-inner");
        await tale.Reached(0);

        Assert.True((await town[0].Mover.MoveInnerAsync("sleep-inner", "h1")).IsMoved);

        Assert.Equal(43, await run.Result.WaitAsync(patience));
    }

    [Fact]
    public async Task A_run_that_failed_by_its_inner_frames_is_resumed_with_them()
    {
        await using var town = await Town.OpenAsync(2);
        var tale = Journeys.Of("mended");
        tale.Enough = true;
        var run = await town.StartAsync(Calls.Fragments.Mended("mended"), "mended");
        await Journeys.Of("mended-callee").Reached(0);
        var inner = (await town[0].Mover.MoveInnerAsync("mended", "h1")).Inner!;
        await town[0].Hub.RaiseAsync("mended", "go on", 1);
        await Assert.ThrowsAsync<InvalidOperationException>(() => run.Result.WaitAsync(patience));
        Assert.Equal((RunState.Failed, RunState.Failed), ((await town.RecordAsync("mended")).State, (await town.RecordAsync(inner)).State));

        Journeys.Of("mended-mended").Enough = true;
        await run.ResumeAsync();
        await town[0].Hub.RaiseAsync("mended", "go on", 2);

        Assert.Equal(await Journeys.Wander("mended", 10) + 5, await town[0].Hub.Find<long>("mended").Result.WaitAsync(patience));
    }

    [Fact]
    public async Task Any_process_sees_which_run_is_whose()
    {
        await using var town = await Town.OpenAsync(2);
        await using var client = new MemoryClusterStore(town.Storage, StoreAccess.Client);
        await using var watching = await Hub.OpenAsync(client);
        var tale = Journeys.Of("seen");
        var run = await town.StartAsync(Calls.Fragments.Outer("seen", 10), "seen");
        await tale.Reached(3);
        var inner = (await town[0].Mover.MoveInnerAsync("seen", "h1")).Inner!;

        foreach (var hub in new[] { watching, town[0].Hub, town[1].Hub })
        {
            Assert.Equal((inner, null), ((await hub.Find("seen").StatusAsync()).Inner, (await hub.Find("seen").StatusAsync()).Caller));
            Assert.Equal((null, "seen"), ((await hub.Find(inner).StatusAsync()).Inner, (await hub.Find(inner).StatusAsync()).Caller));
            Assert.Contains(inner, (await hub.Find("seen").StatusAsync()).WaitsFor);
        }

        tale.Enough = true;
        await run.Result.WaitAsync(patience);
    }

    [Fact]
    public async Task A_client_has_them_moved()
    {
        await using var town = await Town.OpenAsync(2);
        await using var client = new MemoryClusterStore(town.Storage, StoreAccess.Client);
        await using var asking = await Hub.OpenAsync(client);
        var tale = Journeys.Of("asked-inner");
        var run = await town.StartAsync(Calls.Fragments.Outer("asked-inner", 10), "asked-inner");
        await tale.Reached(3);

        var moved = await asking.MoveInnerAsync("asked-inner", "h1").WaitAsync(patience);
        var nobody = await asking.MoveInnerAsync(moved.Inner!, "nobody").WaitAsync(patience);

        Assert.True(moved is { IsMoved: true, Inner: not null, Reason: null }, moved.ToString());
        Assert.Equal(new InnerMove(false, null, "hub 'nobody' is no member"), nobody);
        tale.Enough = true;
        Assert.Equal(await Calls.Outer("asked-inner", 10), await run.Result.WaitAsync(patience));
        Assert.Equal("it is Completed", (await asking.MoveInnerAsync("asked-inner", "h1")).Reason);
    }
}
