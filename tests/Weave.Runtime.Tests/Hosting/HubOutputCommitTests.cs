using Weave.Runtime.Tests.Execution;
using Weave.Storage;

namespace Weave.Runtime.Tests.Hosting;

/// <summary>What leaves a run waits for the disk; computing does not.</summary>
public class HubOutputCommitTests
{
    [Fact]
    public async Task An_effect_does_not_begin_before_its_commit_is_durable()
    {
        await using var store = new GatedStore(new MemoryRunStore());
        await using var hub = await Hub.OpenAsync(store);
        var executed = 0;
        var run = await hub.StartAsync(new Script().Step(x => Task.FromResult(x + ++executed)).Call());
        await Signals.Until(() => run.Status.WaitsFor == "a commit");

        Assert.Equal(0, executed);
        store.Open = true;

        Assert.Equal(1, await run.Soon());
    }

    [Fact]
    public async Task A_run_computes_on_with_an_outcome_that_is_not_durable_yet_but_nothing_leaves_it()
    {
        await using var store = new GatedStore(new MemoryRunStore()) { Open = true };
        await using var hub = await Hub.OpenAsync(store);
        var computed = new TaskCompletionSource();
        var executed = 0;
        var run = await hub.StartAsync(new Script()
            .Step(x => { store.Open = false; return Task.FromResult(x + 1); })
            .Do(x => { computed.TrySetResult(); return x; })
            .Step(x => Task.FromResult(x + ++executed))
            .Call());

        await computed.Task.Soon();
        await Signals.Until(() => run.Status.WaitsFor == "a commit");
        Assert.Equal(0, executed);
        store.Open = true;

        Assert.Equal(2, await run.Soon());
    }

    [Fact]
    public async Task A_result_is_handed_out_only_when_it_is_durable()
    {
        await using var store = new GatedStore(new MemoryRunStore());
        await using var hub = await Hub.OpenAsync(store, new HubOptions { Workers = 1 });
        var run = await hub.StartAsync(Woven.Sum(10));
        await Signals.Until(() => store.Issued.Any(b => b.State == RunState.Completed));
        var after = new TaskCompletionSource();
        await hub.StartAsync(new Script().Do(x => { after.SetResult(); return x; }).Call());
        await after.Task.Soon();

        // The one worker has done all it does for the first run, and that run is still not over.
        Assert.Equal(RunActivity.Running, run.Status.Activity);
        Assert.False(run.Result.IsCompleted);
        store.Open = true;

        Assert.Equal(45, await run.Soon());
    }

    [Fact]
    public async Task Checkpoints_do_not_pile_up_before_a_slow_disk()
    {
        await using var store = new GatedStore(new MemoryRunStore());
        await using var hub = await Hub.OpenAsync(store, new HubOptions { CheckpointInterval = TimeSpan.FromMilliseconds(1) });
        var turns = 0;
        var released = false;
        var run = await hub.StartAsync(new Script().Do(x => { Interlocked.Increment(ref turns); return Volatile.Read(ref released) ? 1 : 0; }).LoopWhileBelow(1).Call());
        await Signals.Until(() => !store.Issued.IsEmpty);
        var seen = Volatile.Read(ref turns);
        await Signals.Until(() => Volatile.Read(ref turns) > seen + 1_000_000);

        Assert.Single(store.Issued);
        Volatile.Write(ref released, true);
        store.Open = true;
        Assert.Equal(1, await run.Soon());
    }

    [Fact]
    public async Task The_commit_after_a_step_consumes_its_outcome()
    {
        await using var store = new GatedStore(new MemoryRunStore()) { Open = true };
        await using var hub = await Hub.OpenAsync(store);
        var run = await hub.StartAsync(new Script().Step(Task.FromResult).Checkpoint().Call(5), "r");

        Assert.Equal(5, await run.Soon());

        var consuming = Assert.Single(store.Issued, b => b.Consumed.Count > 0);
        Assert.Equal(["step/0#1"], consuming.Consumed);
        Assert.Equal(2, consuming.Checkpoints[0].Sequence);
    }

    [Fact]
    public async Task A_lease_is_kept_while_the_run_is_at_work()
    {
        var time = new FakeTime();
        await using var store = new GatedStore(new MemoryRunStore(time)) { Open = true };
        await using var hub = await Hub.OpenAsync(store, new HubOptions { TimeProvider = time, Lease = TimeSpan.FromSeconds(30), HubId = "me" });
        var never = new TaskCompletionSource<long>();
        var run = await hub.StartAsync(new Script().Await(_ => never.Task).Call(), "r");
        await Signals.Until(() => run.Status.WaitsFor is not null && time.HasTimerIn(TimeSpan.FromSeconds(10)));

        time.Advance(TimeSpan.FromSeconds(10));
        await Signals.Until(() => store.Renewals == 1);
        time.Advance(TimeSpan.FromSeconds(25));

        Assert.Null(await store.ClaimAsync("r", "other", TimeSpan.FromSeconds(30)));
        never.SetResult(1);
        Assert.Equal(1, await run.Soon());
    }
}
