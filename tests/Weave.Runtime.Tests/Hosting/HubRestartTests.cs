using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Weave.Runtime.Tests.Storage;
using Weave.Storage;

namespace Weave.Runtime.Tests.Hosting;

public class HubRestartTests
{
    /// <summary>Counts to 1000, spins there until it is released, and counts on to 2000.</summary>
    static Script Counting(StrongBox<bool> released) =>
        new Script().Do(x => x < 1000 || Volatile.Read(ref released.Value) ? x + 1 : x).LoopWhileBelow(2000);

    [Fact]
    public async Task A_loop_goes_on_in_another_hub_from_where_the_first_was_closed()
    {
        var released = new StrongBox<bool>();
        var reached = new TaskCompletionSource();
        var script = new Script().Do(x =>
        {
            if (x == 1000) reached.TrySetResult();
            return x < 1000 || Volatile.Read(ref released.Value) ? x + 1 : x;
        }).LoopWhileBelow(2000);
        var storage = new MemoryStorage();
        var first = new MemoryRunStore(storage);
        var hub = await Hub.OpenAsync(first, new HubOptions { CheckpointInterval = Timeout.InfiniteTimeSpan });
        var run = await hub.StartAsync(script.Call(), "count");
        await reached.Task.Soon();
        await hub.DisposeAsync();
        await Assert.ThrowsAsync<HubClosedException>(() => run.Soon());
        await first.DisposeAsync();
        Volatile.Write(ref released.Value, true);

        var resumed = new TaskCompletionSource<RunResumed>();
        await using var second = new MemoryRunStore(storage);
        await using var again = await Hub.OpenAsync(second, new HubOptions { OnResumed = r => resumed.TrySetResult(r) });
        var from = await resumed.Task.Soon();

        Assert.Equal((1L, "Run/for"), (from.Sequence, from.Cuts[0]));
        Assert.Equal(2000, await again.Find<long>("count").Soon());
    }

    [Fact]
    public async Task A_loop_goes_on_from_its_last_checkpoint_after_a_crash()
    {
        var released = new StrongBox<bool>();
        var storage = new MemoryStorage();
        var first = new MemoryRunStore(storage);
        var checkpoint = new TaskCompletionSource();
        await using var hub = await Hub.OpenAsync(first, new HubOptions { CheckpointInterval = TimeSpan.FromMilliseconds(5), OnCheckpoint = _ => checkpoint.TrySetResult() });
        await hub.StartAsync(Counting(released).Call(), "count");
        await checkpoint.Task.Soon();
        await first.DisposeAsync();
        Volatile.Write(ref released.Value, true);

        var resumed = new TaskCompletionSource<RunResumed>();
        await using var second = new MemoryRunStore(storage);
        await using var again = await Hub.OpenAsync(second, new HubOptions { OnResumed = r => resumed.TrySetResult(r) });

        Assert.Equal(["Run/for"], (await resumed.Task.Soon()).Cuts);
        Assert.Equal(2000, await again.Find<long>("count").Soon());
    }

    [Fact]
    public async Task A_store_file_carries_a_run_from_hub_to_hub()
    {
        using var folder = new StoreFolder();
        var path = folder.Store;
        var gate = new TaskCompletionSource<long>();
        var effects = new ConcurrentQueue<string>();
        var script = new Script()
            .Step(x => { effects.Enqueue("reserve"); return Task.FromResult(x + 1); })
            .Await(_ => gate.Task)
            .Step(x => { effects.Enqueue("pay"); return Task.FromResult(x * 2); });
        await using (var hub = await Hub.OpenAsync(path))
        {
            var started = await hub.StartAsync(script.Call(10), "order");
            await Signals.Until(() => started.Status.WaitsFor == "a task of this process");
        }

        gate.SetResult(100);
        await using var again = await Hub.OpenAsync(path);

        Assert.Equal(200, await again.Find<long>("order").Soon());
        Assert.Equal(["reserve", "pay"], effects);
    }

    [Fact]
    public async Task A_delay_survives_and_is_due_by_the_clock()
    {
        var time = new FakeTime();
        var storage = new MemoryStorage(time);
        var script = new Script().Do(x => x + 1).Delay(TimeSpan.FromDays(3)).Do(x => x + 10);
        var first = new MemoryRunStore(storage);
        await using (var hub = await Hub.OpenAsync(first, new HubOptions { TimeProvider = time }))
        {
            var started = await hub.StartAsync(script.Call(), "delayed");
            await Signals.Until(() => started.Status.WaitsFor?.StartsWith("a delay", StringComparison.Ordinal) == true);
            Assert.Equal(RunState.Waiting, started.Status.State);
        }

        await first.DisposeAsync();
        await using var second = new MemoryRunStore(storage);
        await using var again = await Hub.OpenAsync(second, new HubOptions { TimeProvider = time });
        var run = again.Find<long>("delayed");
        await Signals.Until(() => run.Status.WaitsFor is not null);
        time.Advance(TimeSpan.FromDays(2.9));
        await Task.Yield();
        Assert.False(run.Result.IsCompleted);
        for (var passed = 0; passed < 5; passed++)
            time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(11, await run.Soon());
    }

    [Fact]
    public async Task A_delay_that_is_over_leaves_no_timer()
    {
        var time = new FakeTime();
        await using var store = new MemoryRunStore(time);
        await using var hub = await Hub.OpenAsync(store, new HubOptions { TimeProvider = time });
        var gate = new TaskCompletionSource<long>();
        var run = await hub.StartAsync(new Script().Delay(TimeSpan.FromHours(1)).Checkpoint().Await(_ => gate.Task).Call(), "d");
        await Signals.Until(() => time.HasTimerIn(TimeSpan.FromHours(1)));
        Assert.Equal(time.GetUtcNow() + TimeSpan.FromHours(1), Assert.Single((await store.LoadAsync("d")).Timers).Due);

        time.Advance(TimeSpan.FromHours(1));
        await Signals.Until(() => run.Status.WaitsFor == "a task of this process");

        Assert.Empty((await store.LoadAsync("d")).Timers);
        gate.SetResult(1);
        Assert.Equal(1, await run.Soon());
    }

    [Fact]
    public async Task A_delay_that_ended_while_nobody_was_there_ends_at_once()
    {
        var time = new FakeTime();
        var storage = new MemoryStorage(time);
        var first = new MemoryRunStore(storage);
        await using var hub = await Hub.OpenAsync(first, new HubOptions { TimeProvider = time });
        var started = await hub.StartAsync(new Script().Delay(TimeSpan.FromHours(1)).Do(x => x + 1).Call(), "delayed");
        await Signals.Until(() => started.Status.WaitsFor is not null);
        await Signals.Until(() => first.LoadAsync("delayed").AsTask().Result.Timers.Count == 1);
        await first.DisposeAsync();
        time.Advance(TimeSpan.FromHours(2));

        await using var second = new MemoryRunStore(storage);
        await using var again = await Hub.OpenAsync(second, new HubOptions { TimeProvider = time });

        Assert.Equal(1, await again.Find<long>("delayed").Soon());
    }

    [Fact]
    public async Task Waiting_through_any_number_of_crashes_is_not_held_against_a_run()
    {
        var time = new FakeTime();
        var storage = new MemoryStorage(time);
        var script = new Script().Delay(TimeSpan.FromHours(1)).Do(x => x + 1);
        for (var crash = 0; crash < 5; crash++)
        {
            var store = new MemoryRunStore(storage);
            var hub = await Hub.OpenAsync(store, new HubOptions { TimeProvider = time });
            var run = await hub.StartAsync(script.Call(), "patient");
            await Signals.Until(() => store.FindAsync("patient").AsTask().Result is { Attempts: 0, Owner: not null });
            await store.DisposeAsync();
            await hub.DisposeAsync();
        }

        await using var last = new MemoryRunStore(storage);
        await using var again = await Hub.OpenAsync(last, new HubOptions { TimeProvider = time });
        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, await again.Find<long>("patient").Soon());
    }

    [Fact]
    public async Task Checkpoint_returns_when_what_was_before_it_is_durable()
    {
        var storage = new MemoryStorage();
        await using var store = new MemoryRunStore(storage);
        await using var hub = await Hub.OpenAsync(store);
        long atTheTime = -1;
        var run = await hub.StartAsync(new Script()
            .Checkpoint()
            .Do(x => { atTheTime = store.LoadAsync("c").AsTask().Result.Checkpoints[^1].Sequence; return x + 1; })
            .Call(), "c");

        Assert.Equal(1, await run.Soon());
        Assert.Equal(1, atTheTime);
    }
}
