using System.Collections.Concurrent;
using Weave.Storage;

namespace Weave.Runtime.Tests.Hosting;

public class HubStepTests
{
    [Fact]
    public async Task A_step_that_was_acknowledged_is_not_executed_again()
    {
        var storage = new MemoryStorage();
        var first = new MemoryRunStore(storage);
        var gate = new TaskCompletionSource<long>();
        var executed = 0;
        var script = new Script().Step(x => Task.FromResult(x + Interlocked.Increment(ref executed))).Await(_ => gate.Task);
        await using var hub = await Hub.OpenAsync(first);
        var started = await hub.StartAsync(script.Call(10), "s");
        await Signals.Until(() => started.Status.WaitsFor == "a task of this process");
        await Signals.Until(() => first.InboxAsync("s").AsTask().Result.Count == 1);
        await first.DisposeAsync();
        gate.SetResult(7);

        await using var second = new MemoryRunStore(storage);
        await using var again = await Hub.OpenAsync(second);

        Assert.Equal(7, await again.Find<long>("s").Soon());
        Assert.Equal(1, executed);
    }

    [Fact]
    public async Task A_step_cut_off_by_a_crash_is_executed_again_with_the_same_key()
    {
        var storage = new MemoryStorage();
        var first = new MemoryRunStore(storage);
        var keys = new ConcurrentQueue<string>();
        var never = new TaskCompletionSource<long>();
        var script = new Script()
            .Step(x => { keys.Enqueue(Durable.IdempotencyKey); return keys.Count == 1 ? never.Task : Task.FromResult(x + 1); })
            .Step(x => { keys.Enqueue(Durable.IdempotencyKey); return Task.FromResult(x + 1); });
        await using var hub = await Hub.OpenAsync(first, new HubOptions { ShutdownTimeout = TimeSpan.FromMilliseconds(1) });
        await hub.StartAsync(script.Call(), "s");
        await Signals.Until(() => keys.Count == 1);
        await first.DisposeAsync();

        await using var second = new MemoryRunStore(storage);
        await using var again = await Hub.OpenAsync(second);

        Assert.Equal(2, await again.Find<long>("s").Soon());
        var all = keys.ToArray();
        Assert.Equal(3, all.Length);
        Assert.Equal(all[0], all[1]);
        Assert.NotEqual(all[0], all[2]);
    }

    [Fact]
    public async Task An_outcome_that_comes_after_the_hub_closed_is_kept()
    {
        var storage = new MemoryStorage();
        await using var first = new MemoryRunStore(storage);
        var effect = new TaskCompletionSource<long>();
        var executed = 0;
        var script = new Script().Step(_ => { Interlocked.Increment(ref executed); return effect.Task; }).Do(x => x + 1);
        var hub = await Hub.OpenAsync(first);
        var started = await hub.StartAsync(script.Call(), "s");
        await Signals.Until(() => executed == 1);
        var closing = hub.DisposeAsync().AsTask();
        await Signals.Until(() => started.Status.WaitsFor?.EndsWith("before it is given back", StringComparison.Ordinal) == true);
        effect.SetResult(41);
        await closing.Soon();

        Assert.Single(await first.InboxAsync("s"));
        await using var again = await Hub.OpenAsync(first);

        Assert.Equal(42, await again.Find<long>("s").Soon());
        Assert.Equal(1, executed);
    }

    [Fact]
    public async Task Failed_attempts_are_made_again_with_growing_pauses()
    {
        var time = new FakeTime();
        await using var store = new MemoryRunStore(time);
        await using var hub = await Hub.OpenAsync(store, new HubOptions { TimeProvider = time });
        var keys = new ConcurrentQueue<string>();
        var script = new Script { Retries = 2 }.Step(x =>
        {
            keys.Enqueue(Durable.IdempotencyKey);
            return keys.Count < 3 ? throw new FormatException("not yet") : Task.FromResult(x + 5);
        });
        var run = await hub.StartAsync(script.Call(), "s");

        await Signals.Until(() => keys.Count == 1 && time.HasTimerIn(TimeSpan.FromMilliseconds(100)));
        time.Advance(TimeSpan.FromMilliseconds(100));
        await Signals.Until(() => keys.Count == 2 && time.HasTimerIn(TimeSpan.FromMilliseconds(200)));
        time.Advance(TimeSpan.FromMilliseconds(199));
        Assert.Equal(2, keys.Count);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(5, await run.Soon());
        Assert.Single(keys.Distinct());
    }

    [Fact]
    public async Task The_last_failure_is_thrown_in_the_run()
    {
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store);
        var attempts = 0;
        var run = await hub.StartAsync(new Script { Retries = 1 }.Step(_ => throw new FormatException($"attempt {++attempts}")).Call());

        var thrown = await Assert.ThrowsAsync<FormatException>(() => run.Soon());

        Assert.Equal("attempt 2", thrown.Message);
    }

    [Fact]
    public async Task An_effect_begins_only_when_its_commit_is_durable()
    {
        var storage = new MemoryStorage();
        await using var store = new MemoryRunStore(storage);
        await using var hub = await Hub.OpenAsync(store);
        var stored = -1L;
        var run = await hub.StartAsync(new Script()
            .Do(x => x + 1)
            .Step(async x =>
            {
                stored = (await store.LoadAsync("s")).Checkpoints[^1].Sequence;
                return x;
            })
            .Call(), "s");

        await run.Soon();

        Assert.Equal(1, stored);
    }

    [Fact]
    public async Task Durable_calls_that_would_go_unrecorded_are_refused()
    {
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store);

        async Task Refused(Script script) => await Assert.ThrowsAsync<DurableCallException>(async () => await (await hub.StartAsync(script.Call())).Soon());

        await Refused(new Script().Do(x => { _ = Durable.Delay(TimeSpan.FromSeconds(1)); return x; }));
        await Refused(new Script().Do(x => { _ = Durable.Checkpoint(); return x; }));
        await Refused(new Script().Do(_ => Durable.IdempotencyKey.Length));
        await Refused(new Script().Step(async x => { await Durable.Delay(TimeSpan.FromSeconds(1)); return x; }));
        await Refused(new Script().Await(async x => { await Task.Yield(); await Durable.Checkpoint(); return x; }));
    }

    [Fact]
    public async Task Outside_a_run_durable_calls_are_plain()
    {
        await Durable.Checkpoint();
        await Durable.Delay(TimeSpan.Zero);

        Assert.NotEqual(Durable.IdempotencyKey, Durable.IdempotencyKey);
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = Durable.Delay(TimeSpan.FromSeconds(-1)); });
    }
}
