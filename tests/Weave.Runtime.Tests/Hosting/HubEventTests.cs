using System.Text;
using Weave.Runtime.Tests.Storage;
using Weave.Storage;
using static Weave.Runtime.Tests.Sealing.KeyRingTests;

namespace Weave.Runtime.Tests.Hosting;

/// <summary>Events: each reaches its run exactly once, whenever and from wherever it is raised.</summary>
public class HubEventTests
{
    static async Task<RunHandle<long>> Waiting(Hub hub, Script script, string name, string id = "r")
    {
        var run = await hub.StartAsync(script.Call(), id);
        await WaitsFor(run, name);
        return run;
    }

    static Task WaitsFor(RunHandle run, string name) => Signals.Until(() => run.Status.WaitsFor?.StartsWith($"event '{name}'", StringComparison.Ordinal) == true);

    [Fact]
    public async Task An_event_reaches_a_run_that_waits_and_one_that_will()
    {
        await using var hub = await Hub.OpenAsync(new MemoryRunStore());
        var gate = new TaskCompletionSource<long>();
        var late = await Waiting(hub, new Script().Event("go"), "go", "late");
        var early = await hub.StartAsync(new Script().Step(_ => gate.Task).Event("go").Event("other").Event("go").Call(), "early");
        await late.RaiseAsync("go", 3L);
        await hub.RaiseAsync("early", "go", 1L);
        await hub.RaiseAsync("early", "go", 2L);
        await hub.RaiseAsync("early", "other", 5L);
        Assert.Equal(3, await late.Soon());
        gate.SetResult(0);

        // In the order in which they came, each name for itself.
        Assert.Equal(152, await early.Soon());
    }

    [Fact]
    public async Task The_same_id_again_has_no_effect_before_nor_after_it_was_taken()
    {
        await using var hub = await Hub.OpenAsync(new MemoryRunStore());
        var run = await Waiting(hub, new Script().Event("a").Checkpoint().Event("a").Event("b"), "a");
        await run.RaiseAsync("a", 1L, "x");
        await WaitsFor(run, "a");
        await run.RaiseAsync("a", 2L, "x");
        await run.RaiseAsync("b", 3L, "y");
        await run.RaiseAsync("b", 4L, "y");
        await run.RaiseAsync("a", 5L, "z");
        Assert.Equal(153, await run.Soon());

        // It has ended: nothing happens.
        await run.RaiseAsync("a", 6L);
        await Assert.ThrowsAsync<RunNotFoundException>(() => hub.RaiseAsync("nobody", "a", 1L));
        await Assert.ThrowsAsync<ArgumentException>(() => hub.RaiseAsync("r", "", 1L));
    }

    [Fact]
    public async Task A_timeout_throws_and_a_late_event_stays_for_the_next_wait()
    {
        var time = new FakeTime();
        await using var hub = await Hub.OpenAsync(new MemoryRunStore(new MemoryStorage(time)), new HubOptions { TimeProvider = time });
        var run = await Waiting(hub, new Script().Event("a", TimeSpan.FromDays(3)).Event("b").Event("a", TimeSpan.Zero).Event("a", TimeSpan.Zero), "a");
        await Signals.Until(() => time.HasTimerIn(TimeSpan.FromDays(1)));
        time.Advance(TimeSpan.FromDays(2));
        await Signals.Until(() => time.HasTimerIn(TimeSpan.FromDays(1)));
        await WaitsFor(run, "a");
        time.Advance(TimeSpan.FromDays(1));
        await WaitsFor(run, "b");
        await run.RaiseAsync("a", 1L);
        await run.RaiseAsync("b", 2L);
        Assert.Equal(9_219, await run.Soon());
    }

    [Fact]
    public async Task An_event_that_was_durable_in_time_wins_over_the_timeout()
    {
        var time = new FakeTime();
        var storage = new MemoryStorage(time);
        await using var quiet = new QuietStore(new MemoryRunStore(storage));
        await using var hub = await Hub.OpenAsync(quiet, new HubOptions { TimeProvider = time });
        await using var client = new MemoryRunStore(storage, StoreAccess.Client);
        await using var other = await Hub.OpenAsync(client, new HubOptions { TimeProvider = time });
        var run = await Waiting(hub, new Script().Event("a", TimeSpan.FromHours(1)), "a");
        await Signals.Until(() => time.HasTimerIn(TimeSpan.FromHours(1)));

        // Nobody tells the hub of it but the clock.
        await other.RaiseAsync("r", "a", 4L);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(4, await run.Soon());
    }

    [Fact]
    public async Task A_value_of_another_type_is_refused_where_it_can_be_and_else_costs_that_event_alone()
    {
        await using var hub = await Hub.OpenAsync(new MemoryRunStore());
        var gate = new TaskCompletionSource<long>();
        var run = await hub.StartAsync(new Script().Step(_ => gate.Task).Event("a").Event("a").Event("b").Call(), "r");
        await run.RaiseAsync("a", "text");
        await run.RaiseAsync("a", 1L);
        gate.SetResult(0);
        await WaitsFor(run, "b");
        var refused = await Assert.ThrowsAsync<EventTypeException>(() => run.RaiseAsync("b", 2));
        Assert.Equal(("r", "b", "long", "int"), (refused.Run, refused.Event, refused.Expected, refused.Given));
        await run.RaiseAsync("b", 2L);
        Assert.Equal(812, await run.Soon());
    }

    [Fact]
    public async Task Damaged_bytes_cost_that_event_alone()
    {
        var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store);
        var run = await Waiting(hub, new Script().Event("a").Checkpoint().Event("a").Event("b"), "a");
        await store.AppendAsync(new InboxMessage("r", "damaged", MessageKind.Event, null, "a", new byte[] { 1, 0xC1, 0xFF }));
        await WaitsFor(run, "a");
        await run.RaiseAsync("a", 1L);
        await run.RaiseAsync("b", 2L);
        Assert.Equal(712, await run.Soon());
    }

    [Fact]
    public async Task A_client_raises_while_the_owner_is_at_work_and_while_there_is_none()
    {
        using var folder = new StoreFolder();
        var script = new Script().Event("a").Event("b");
        await using (var hub = await Hub.OpenAsync(folder.Store))
        await using (var client = await Hub.OpenAsync(folder.Store, new HubOptions { Access = StoreAccess.Client }))
        {
            var run = await Waiting(hub, script, "a");
            await client.RaiseAsync("r", "a", 1L, "first");
            await WaitsFor(run, "b");
        }

        await using (var client = await Hub.OpenAsync(folder.Store, new HubOptions { Access = StoreAccess.Client }))
        {
            await client.Find("r").RaiseAsync("b", 2L);
            await client.RaiseAsync("r", "a", 7L, "first");
        }

        await using var again = await Hub.OpenAsync(folder.Store);
        Assert.Equal(12, await again.Find<long>("r").Soon());
    }

    [Fact]
    public async Task A_run_that_failed_takes_what_was_raised_meanwhile_when_it_is_resumed()
    {
        await using var hub = await Hub.OpenAsync(new MemoryRunStore());
        var broken = true;
        var script = new Script().Event("a").Do(x => Volatile.Read(ref broken) ? throw new InvalidOperationException() : x).Event("b");
        var run = await Waiting(hub, script, "a");
        await run.RaiseAsync("a", 1L);
        await Assert.ThrowsAsync<InvalidOperationException>(() => run.Soon());
        await run.RaiseAsync("b", 2L);
        Volatile.Write(ref broken, false);
        await run.ResumeAsync();
        Assert.Equal(12, await hub.Find<long>("r").Soon());
    }

    [Fact]
    public async Task Cancelling_ends_the_wait()
    {
        await using var hub = await Hub.OpenAsync(new MemoryRunStore());
        var run = await Waiting(hub, new Script().Event("a"), "a");
        await run.CancelAsync();
        await Assert.ThrowsAsync<RunCancelledException>(() => run.Soon());
    }

    [Fact]
    public async Task With_keys_nobody_reads_it_in_the_store()
    {
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store, new HubOptions { Keys = Ring(("k1", 1)), ReencryptInBackground = false });
        var run = await Waiting(hub, new Script().Event("a").Event("b"), "a");
        await run.RaiseAsync("b", 2L);
        await run.RaiseAsync("c", "words nobody shall read");
        await foreach (var item in store.ItemsAsync())
            Assert.DoesNotContain("words nobody", Encoding.Latin1.GetString(item.Bytes.Span), StringComparison.Ordinal);
        await run.RaiseAsync("a", 1L);
        Assert.Equal(12, await run.Soon());
    }

    [Fact]
    public async Task A_memory_store_that_dies_anywhere_neither_loses_nor_doubles_one()
    {
        using var dying = DyingStore.InMemory();
        await Sweep(dying);
    }

    [Fact]
    public async Task A_store_file_whose_writer_dies_anywhere_neither_loses_nor_doubles_one()
    {
        using var dying = DyingStore.InFile();
        await Sweep(dying);
    }

    static async Task Sweep(DyingStore dying)
    {
        var script = new Script().Event("a").Checkpoint().Event("b", TimeSpan.FromDays(1)).Event("none", TimeSpan.Zero).Step(Task.FromResult).Event("a").Event("a");
        for (var n = 1; ; n++)
        {
            dying.Renew();
            var crash = CrashAt.Throwing(n);
            try
            {
                await using var store = await dying.OpenAsync(crash);
                await using var hub = await Hub.OpenAsync(store);
                Assert.Equal(12_934, await Raised(hub));
            }
            catch (Exception e) when (e is not (TimeoutException or Xunit.Sdk.XunitException))
            {
                // It died; whoever raises tries again, and another hub goes on.
                await using var store = await dying.OpenAsync();
                await using var hub = await Hub.OpenAsync(store);
                Assert.Equal(12_934, await Raised(hub));
            }

            if (crash.Reached.Count < n)
                break;
        }

        async Task<long> Raised(Hub hub)
        {
            var run = await hub.StartAsync(script.Call(), "r");
            var raised = new (string Name, long Value)[] { ("a", 1), ("b", 2), ("a", 3), ("a", 4) };
            foreach (var (name, value) in raised)
                await run.RaiseAsync(name, value, $"id {value}");
            foreach (var (name, value) in raised)
                await run.RaiseAsync(name, value, $"id {value}");
            return await run.Soon();
        }
    }
}
