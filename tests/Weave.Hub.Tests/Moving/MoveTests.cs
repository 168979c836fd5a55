using Weave.Moving;
using Weave.Storage;
using Weave.Transport;

namespace Weave.Cluster.Tests.Moving;

/// <summary>A run moves between hubs, and stays where it is when it cannot.</summary>
public class MoveTests
{
    const int More = 1000;

    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_running_run_goes_on_at_the_other_hub()
    {
        await using var town = await Town.OpenAsync(2);
        var (run, tale) = await WanderAsync(town, "running");

        var moved = await town[0].Mover.MoveAsync("running", "h1");

        Assert.Equal(MoveResult.To("h1"), moved);
        await tale.FurtherAsync();
        var record = await town.RecordAsync("running");
        Assert.Equal(("h1", 2L), (record.Owner, record.Epoch));
        Assert.Equal(RunActivity.Running, (await town[1].Hub.Find("running").StatusAsync()).Activity);
        Assert.Equal("h1", (await run.StatusAsync()).Owner);
        await ComesHomeAsync(run, tale);
    }

    [Fact]
    public async Task It_is_asked_for_from_any_hub_and_goes_there_and_back()
    {
        await using var town = await Town.OpenAsync(3);
        var (run, tale) = await WanderAsync(town, "back");

        Assert.Equal(MoveResult.To("h1"), await town[2].Mover.MoveAsync("back", "h1"));
        await tale.FurtherAsync();
        Assert.Equal(MoveResult.To("h0"), await town[2].Mover.MoveAsync("back", "h0"));
        await tale.FurtherAsync();
        Assert.Equal(MoveResult.To("h2"), await town[2].Mover.MoveAsync("back", "h2"));
        Assert.Equal(MoveResult.To("h2"), await town[2].Mover.MoveAsync("back", "h2"));
        await tale.FurtherAsync();
        await ComesHomeAsync(run, tale);
        Assert.Equal(4, (await town.RecordAsync("back")).Epoch);
    }

    [Fact]
    public async Task A_run_in_a_delay_moves_and_sleeps_on()
    {
        await using var town = await Town.OpenAsync(2);
        var run = await town.StartAsync(Journeys.Fragments.Sleep("sleep", TimeSpan.FromMilliseconds(400)), "sleep");
        await Until(async () => (await run.StatusAsync()).Activity == RunActivity.Waiting);

        Assert.Equal(MoveResult.To("h1"), await town[0].Mover.MoveAsync("sleep", "h1"));

        await Until(async () => (await town[1].Hub.Find("sleep").StatusAsync()).WaitsFor?.StartsWith("a delay until", StringComparison.Ordinal) == true);
        Assert.Equal(42, await run.Result.WaitAsync(patience));
    }

    [Fact]
    public async Task A_step_in_flight_stays_and_its_outcome_finds_the_run()
    {
        await using var town = await Town.OpenAsync(3);
        var tale = Journeys.Of("step");
        var run = await town.StartAsync(Journeys.Fragments.Errands("step", 12), "step");
        await tale.BegunAsync(0);

        Assert.Equal(MoveResult.To("h1"), await town[0].Mover.MoveAsync("step", "h1"));
        await Until(async () => (await town[1].Hub.Find("step").StatusAsync()).WaitsFor?.EndsWith("at hub 'h0'") == true);
        Assert.Equal(MoveResult.To("h2"), await town[0].Mover.MoveAsync("step", "h2"));
        tale.Free();

        Assert.Equal(await Journeys.Errands("step", 12), await run.Result.WaitAsync(patience));
        var effects = tale.Effects.Where(e => e.Key.StartsWith("step/")).ToList();
        Assert.Equal([0, 10], effects.Select(e => e.Which).Order());
    }

    [Fact]
    public async Task A_hub_that_drains_gives_a_run_back_when_its_step_elsewhere_has_ended()
    {
        await using var town = await Town.OpenAsync(2);
        var tale = Journeys.Of("drained");
        var run = await town.StartAsync(Journeys.Fragments.Errands("drained", 12), "drained");
        await tale.BegunAsync(0);
        Assert.Equal(MoveResult.To("h1"), await town[0].Mover.MoveAsync("drained", "h1"));
        await Until(async () => (await town[1].Hub.Find("drained").StatusAsync()).WaitsFor?.EndsWith("at hub 'h0'") == true);

        Assert.True(await town[0].Store.DrainAsync("h1"));
        await Until(async () => (await town[1].Hub.Find("drained").StatusAsync()).WaitsFor?.EndsWith("before it is given back") == true);
        Assert.Equal("h1", (await town.RecordAsync("drained")).Owner);
        tale.Free();

        Assert.Equal(await Journeys.Errands("drained", 12), await run.Result.WaitAsync(patience));
        await town[1].Hub.Drained.WaitAsync(patience);
        Assert.Equal([0, 10], tale.Effects.Where(e => e.Key.StartsWith("drained/")).Select(e => e.Which).Order());
    }

    [Fact]
    public async Task A_cancelled_run_knows_it_at_the_other_hub()
    {
        await using var town = await Town.OpenAsync(2);
        var tale = Journeys.Of("cancel");
        var run = await town.StartAsync(Journeys.Fragments.Cancellable("cancel"), "cancel");
        await tale.Reached(3);
        await run.CancelAsync();
        await tale.BegunAsync(0);

        Assert.Equal(MoveResult.To("h1"), await town[0].Mover.MoveAsync("cancel", "h1"));
        tale.Free();

        Assert.Equal("cleaned up", await run.Result.WaitAsync(patience));
        Assert.Equal(0, Assert.Single(tale.Effects).Which);
    }

    [Fact]
    public async Task A_cancel_reaches_a_run_that_has_moved()
    {
        await using var town = await Town.OpenAsync(2);
        var tale = Journeys.Of("cancelled").Free();
        var run = await town.StartAsync(Journeys.Fragments.Cancellable("cancelled"), "cancelled");
        await tale.Reached(3);
        Assert.Equal(MoveResult.To("h1"), await town[0].Mover.MoveAsync("cancelled", "h1"));

        await run.CancelAsync();

        Assert.Equal("cleaned up", await run.Result.WaitAsync(patience));
    }

    [Fact]
    public async Task A_run_that_awaits_a_task_of_its_process_moves_when_the_task_is_complete()
    {
        await using var town = await Town.OpenAsync(2);
        var tale = Journeys.Of("foreign");
        var run = await town.StartAsync(Journeys.Fragments.Foreign("foreign"), "foreign");
        await Until(async () => (await run.StatusAsync()).WaitsFor == "a task of this process");

        var move = town[0].Mover.MoveAsync("foreign", "h1").AsTask();
        await Until(async () => (await run.StatusAsync()).Move?.Contains("task of this process") == true);
        Assert.False(move.IsCompleted);
        tale.Free();

        Assert.Equal(MoveResult.To("h1"), await move.WaitAsync(patience));
        tale.Enough = true;
        Assert.Equal(7, await run.Result.WaitAsync(patience));
    }

    [Fact]
    public async Task A_run_that_comes_to_no_cut_stays()
    {
        await using var town = await Town.OpenAsync(2, moves: m => m with { Patience = TimeSpan.FromMilliseconds(50) });
        var tale = Journeys.Of("stuck");
        var run = await town.StartAsync(Journeys.Fragments.Foreign("stuck"), "stuck");
        await Until(async () => (await run.StatusAsync()).WaitsFor == "a task of this process");

        var stayed = await town[0].Mover.MoveAsync("stuck", "h1");

        Assert.Equal(MoveOutcome.Stayed, stayed.Outcome);
        Assert.Contains("it waits for a task of this process", stayed.Reason);
        Assert.Contains("it waits for a task of this process", (await run.StatusAsync()).Move);
        tale.Enough = true;
        tale.Free();
        Assert.Equal(7, await run.Result.WaitAsync(patience));
    }

    [Fact]
    public async Task A_refusal_leaves_the_run_running_where_it_was()
    {
        await using var town = await Town.OpenAsync(2, moves: m => m with { Refuses = r => r.Run == "refused" ? "it has too many runs" : null });
        var (run, tale) = await WanderAsync(town, "refused");

        Assert.Equal(new MoveResult(MoveOutcome.Refused, "h0", "it has too many runs"), await town[0].Mover.MoveAsync("refused", "h1"));
        Assert.Equal(MoveOutcome.Refused, (await town[0].Mover.MoveAsync("refused", "nobody")).Outcome);

        await tale.FurtherAsync();
        Assert.Contains("too many runs", (await run.StatusAsync()).Move);
        Assert.Equal(("h0", 1L), ((await town.RecordAsync("refused")).Owner, (await town.RecordAsync("refused")).Epoch));
        await ComesHomeAsync(run, tale);
    }

    [Fact]
    public async Task A_hub_that_drains_is_given_nothing()
    {
        await using var town = await Town.OpenAsync(2);
        var (run, tale) = await WanderAsync(town, "drains");
        Assert.True(await town[0].Store.DrainAsync("h1"));

        Assert.Equal(MoveOutcome.Refused, (await town[0].Mover.MoveAsync("drains", "h1")).Outcome);
        await Until(() => Task.FromResult(!town[1].Hub.Runs.IsArriving("drains")));

        await tale.FurtherAsync();
        await ComesHomeAsync(run, tale);
    }

    /// <summary>Every request of a move is lost once, on the way there or on the way back.</summary>
    [Theory]
    [InlineData(PeerMethod.MoveOffer, false)]
    [InlineData(PeerMethod.MoveOffer, true)]
    [InlineData(PeerMethod.MoveState, false)]
    [InlineData(PeerMethod.MoveState, true)]
    [InlineData(PeerMethod.MoveLast, false)]
    [InlineData(PeerMethod.MoveLast, true)]
    [InlineData(PeerMethod.MoveGo, false)]
    [InlineData(PeerMethod.MoveGo, true)]
    public async Task What_is_lost_on_the_way_leaves_one_hub_that_runs_it(PeerMethod lost, bool answer)
    {
        await using var town = await Town.OpenAsync(2);
        var name = $"lost-{lost}-{answer}";
        var (run, tale) = await WanderAsync(town, name);
        town.Peers.OnCall = (_, to, method, after) => method == lost && after == answer ? throw new PeerUnreachableException(to, "lost") : default;

        var moved = await town[0].Mover.MoveAsync(name, "h1");

        town.Peers.OnCall = null;
        Assert.Equal(lost == PeerMethod.MoveGo, moved.IsMoved);
        await tale.FurtherAsync();
        Assert.Equal(moved.IsMoved ? "h1" : "h0", (await town.RecordAsync(name)).Owner);
        Assert.Equal(MoveResult.To(moved.IsMoved ? "h0" : "h1"), await town[0].Mover.MoveAsync(name, moved.IsMoved ? "h0" : "h1"));
        await tale.FurtherAsync();
        await ComesHomeAsync(run, tale);
    }

    /// <summary>Starts a run at the first hub, and lets it get going.</summary>
    static async Task<(RunHandle<long> Run, Journeys.Tale Tale)> WanderAsync(Town town, string name)
    {
        var run = await town.StartAsync(Journeys.Fragments.Wander(name, More), name);
        await Journeys.Of(name).Reached(3);
        return (run, Journeys.Of(name));
    }

    static async Task ComesHomeAsync(RunHandle<long> run, Journeys.Tale tale)
    {
        tale.Enough = true;
        Assert.Equal(await Journeys.Wander(run.Id, More), await run.Result.WaitAsync(patience));
    }

    internal static async Task Until(Func<Task<bool>> reached)
    {
        for (var i = 0; !await reached(); i++)
        {
            Assert.True(i < 3000, "it does not come to that");
            await Task.Delay(10);
        }
    }
}
