using System.Runtime.CompilerServices;
using Weave.Codecs;
using Weave.Runtime.Tests.Execution;
using Weave.Storage;

namespace Weave.Runtime.Tests.Hosting;

public class HubEndTests
{
    /// <summary>Never ends by itself; <paramref name="turns"/> counts, so that a test knows when it is in the middle of it.</summary>
    static Script Spinning(StrongBox<int>? turns = null) => new Script().Do(x => { if (turns is not null) Volatile.Write(ref turns.Value, turns.Value + 1); return x; }).LoopWhileBelow(1);

    static Task Running(StrongBox<int> turns) => Signals.Until(() => Volatile.Read(ref turns.Value) > 1);

    [Fact]
    public async Task A_cancel_ends_a_computing_run_at_its_next_cut()
    {
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store);
        var turns = new StrongBox<int>();
        var script = Spinning(turns);
        var run = await hub.StartAsync(script.Call(), "c");
        await Running(turns);

        await run.CancelAsync();
        var thrown = await Assert.ThrowsAsync<RunCancelledException>(() => run.Soon());

        Assert.Equal("c", thrown.Run);
        Assert.Equal(["finally"], script.Log);
        Assert.Equal(RunState.Cancelled, run.Status.State);
        await run.CancelAsync();
    }

    [Fact]
    public async Task A_cancel_can_be_caught_and_cleaned_up_after_with_a_step()
    {
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store);
        var undone = 0;
        var turns = new StrongBox<int>();
        var script = Spinning(turns).CleanUp().Step(x => Task.FromResult(x * 10 + ++undone));
        var run = await hub.StartAsync(script.Call());
        await Running(turns);

        await run.CancelAsync();

        Assert.Equal(-9, await run.Soon());
        Assert.Equal(["caught", "finally", "finally"], script.Log);
        Assert.Equal(RunState.Completed, run.Status.State);
    }

    [Fact]
    public async Task A_cancel_ends_a_delay()
    {
        var time = new FakeTime();
        await using var store = new MemoryRunStore(time);
        await using var hub = await Hub.OpenAsync(store, new HubOptions { TimeProvider = time });
        var run = await hub.StartAsync(new Script().Delay(TimeSpan.FromDays(1)).Call());
        await Signals.Until(() => run.Status.WaitsFor is not null);

        await run.CancelAsync();

        await Assert.ThrowsAsync<RunCancelledException>(() => run.Soon());
    }

    [Fact]
    public async Task A_cancel_lets_a_step_under_way_end_and_is_thrown_after_it()
    {
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store);
        var effect = new TaskCompletionSource<long>();
        var wentOn = false;
        var run = await hub.StartAsync(new Script().Step(_ => effect.Task).Step(x => { wentOn = true; return Task.FromResult(x); }).Call());
        await Signals.Until(() => run.Status.StepAttempts == 1);

        await run.CancelAsync();
        effect.SetResult(5);

        await Assert.ThrowsAsync<RunCancelledException>(() => run.Soon());
        Assert.False(wentOn);
    }

    [Fact]
    public async Task A_cancel_is_thrown_once_even_over_a_crash()
    {
        var storage = new MemoryStorage();
        var first = new MemoryRunStore(storage);
        var gate = new TaskCompletionSource<long>();
        var turns = new StrongBox<int>();
        var script = Spinning(turns).CleanUp().Step(x => Task.FromResult(x)).Checkpoint().Await(_ => gate.Task);
        await using var hub = await Hub.OpenAsync(first);
        var started = await hub.StartAsync(script.Call(), "c");
        await Running(turns);
        await started.CancelAsync();
        await Signals.Until(() => started.Status.WaitsFor == "a task of this process");
        await first.DisposeAsync();
        gate.SetResult(3);

        await using var second = new MemoryRunStore(storage);
        await using var again = await Hub.OpenAsync(second);

        Assert.Equal(3, await again.Find<long>("c").Soon());
        Assert.Single(script.Log, "caught");
    }

    [Fact]
    public async Task A_cancel_by_a_client_reaches_the_run()
    {
        var storage = new MemoryStorage();
        await using var store = new MemoryRunStore(storage);
        await using var hub = await Hub.OpenAsync(store);
        await using var clientStore = new MemoryRunStore(storage, StoreAccess.Client);
        await using var client = await Hub.OpenAsync(clientStore);
        var turns = new StrongBox<int>();

        var run = await client.StartAsync(Spinning(turns).Call(), "c");
        await Running(turns);
        await run.CancelAsync();

        await Assert.ThrowsAsync<RunCancelledException>(() => run.Soon());
        Assert.Equal(RunState.Cancelled, (await run.Ended.Soon()).State);
    }

    [Fact]
    public async Task A_terminated_run_runs_no_more_code()
    {
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store);
        var turns = new StrongBox<int>();
        var script = Spinning(turns).CleanUp().Do(x => x);
        var run = await hub.StartAsync(script.Call(), "t");
        await Running(turns);

        await run.TerminateAsync();

        Assert.Contains("'t'", (await Assert.ThrowsAsync<RunTerminatedException>(() => run.Soon())).Message);
        Assert.Empty(script.Log);
    }

    [Fact]
    public async Task A_run_terminated_while_nobody_owned_it_is_dropped_when_somebody_does()
    {
        var storage = new MemoryStorage();
        var script = new Script().Do(x => x + 1);
        await using (var clientStore = new MemoryRunStore(storage, StoreAccess.Client))
        {
            await using var client = await Hub.OpenAsync(clientStore);
            var run = await client.StartAsync(script.Call(), "t");
            await run.TerminateAsync();
        }

        await using var store = new MemoryRunStore(storage);
        await using var hub = await Hub.OpenAsync(store);

        await Assert.ThrowsAsync<RunTerminatedException>(() => hub.Find<long>("t").Soon());
        Assert.Empty(script.Log);
    }

    [Fact]
    public async Task Arguments_travel_by_value()
    {
        var storage = new MemoryStorage();
        var call = Woven.Sum(10);
        await using (var clientStore = new MemoryRunStore(storage, StoreAccess.Client))
        {
            await using var client = await Hub.OpenAsync(clientStore);
            await client.StartAsync(call, "v");
            ((Woven.SumFrame)call.Frame).n = 1000;
        }

        await using var store = new MemoryRunStore(storage);
        await using var hub = await Hub.OpenAsync(store);

        Assert.Equal(45, await hub.Find<long>("v").Soon());
    }

    [Fact]
    public async Task A_run_that_kills_its_process_is_quarantined_at_the_third_claim_and_can_be_resumed()
    {
        var storage = new MemoryStorage();
        var claims = 0;
        var crashing = new TaskCompletionSource<long>();
        var script = new Script().Await(_ => { Interlocked.Increment(ref claims); return crashing.Task; });
        for (var crash = 1; crash <= 2; crash++)
        {
            var store = new MemoryRunStore(storage);
            var hub = await Hub.OpenAsync(store);
            await hub.StartAsync(script.Call(), "killer");
            await Signals.Until(() => Volatile.Read(ref claims) == crash);
            await store.DisposeAsync();
            await hub.DisposeAsync();
        }

        await using var last = new MemoryRunStore(storage);
        await using var again = await Hub.OpenAsync(last);
        var run = again.Find<long>("killer");
        var thrown = await Assert.ThrowsAsync<RunQuarantinedException>(() => run.Soon());

        Assert.Contains("'killer'", thrown.Message);
        Assert.IsType<RunCrashLoopException>(thrown.InnerException);
        Assert.Equal(2, claims);
        Assert.Equal(RunState.Quarantined, run.Status.State);
        Assert.Single((await last.LoadAsync("killer")).Checkpoints);

        crashing.SetResult(9);
        await run.ResumeAsync();
        Assert.Equal(9, await again.Find<long>("killer").Soon());
    }

    [Fact]
    public async Task Runs_beside_one_that_kills_the_process_are_not_quarantined_with_it()
    {
        var storage = new MemoryStorage();
        var killed = 0;
        var released = false;
        var innocent = new Script().Do(x => Volatile.Read(ref released) ? 1 : 0).LoopWhileBelow(1);
        var killer = new Script().Await(_ => { Interlocked.Increment(ref killed); return new TaskCompletionSource<long>().Task; });
        var options = new HubOptions { CheckpointInterval = TimeSpan.FromMilliseconds(20) };
        for (var crash = 1; crash <= 2; crash++)
        {
            var store = new MemoryRunStore(storage);
            var hub = await Hub.OpenAsync(store, options);
            await hub.StartAsync(killer.Call(), "killer");
            for (var i = 0; i < 3; i++)
                await hub.StartAsync(innocent.Call(), $"innocent{i}");
            await Signals.Until(() => Volatile.Read(ref killed) == crash);
            await store.DisposeAsync();
            await hub.DisposeAsync();
        }

        Volatile.Write(ref released, true);
        await using var last = new MemoryRunStore(storage);
        await using var again = await Hub.OpenAsync(last, options);

        await Assert.ThrowsAsync<RunQuarantinedException>(() => again.Find<long>("killer").Soon());
        for (var i = 0; i < 3; i++)
            Assert.Equal(1, await again.Find<long>($"innocent{i}").Soon());
    }

    [Fact]
    public async Task A_fenced_run_stops_at_once_and_writes_nothing()
    {
        var storage = new MemoryStorage();
        await using var store = new MemoryRunStore(storage);
        await using var hub = await Hub.OpenAsync(store, new HubOptions { HubId = "me", CheckpointInterval = TimeSpan.FromMilliseconds(5) });
        var turns = new StrongBox<int>();
        var script = Spinning(turns);
        var run = await hub.StartAsync(script.Call(), "f");
        await Running(turns);

        await store.ClaimAsync("f", "me", Timeout.InfiniteTimeSpan);
        var before = (await store.LoadAsync("f")).Checkpoints[^1].Sequence;
        var thrown = await Assert.ThrowsAsync<RunFencedException>(() => run.Soon());

        Assert.Equal(1, thrown.Epoch);
        Assert.Equal(RunActivity.Fenced, run.Status.Activity);
        Assert.Equal(before, (await store.LoadAsync("f")).Checkpoints[^1].Sequence);
        Assert.Empty(script.Log);
    }

    [Fact]
    public async Task A_checkpoint_with_bad_bytes_quarantines_its_run_and_no_other()
    {
        var storage = new MemoryStorage();
        await using var store = new MemoryRunStore(storage);
        await store.CreateAsync(new NewRun("bad", Woven.SumFrame.Info.Id, BlobHash.Of([]), new StoredCheckpoint("0", 0, -1, new byte[] { 1, 2, 3 })));
        await using var hub = await Hub.OpenAsync(store);
        var good = await hub.StartAsync(Woven.Sum(10), "good");

        var thrown = await Assert.ThrowsAsync<RunQuarantinedException>(() => hub.Find<long>("bad").Soon());

        Assert.IsType<CorruptStateException>(thrown.InnerException);
        Assert.Contains("'bad'", thrown.Message);
        Assert.Equal(new byte[] { 1, 2, 3 }, (await store.LoadAsync("bad")).Checkpoints[0].Bytes.ToArray());
        Assert.Equal(45, await good.Soon());
    }

    [Fact]
    public async Task A_run_of_a_function_that_is_gone_is_blocked_and_left_as_it_was()
    {
        var storage = new MemoryStorage();
        await using var store = new MemoryRunStore(storage);
        await using (var client = await Hub.OpenAsync(new MemoryRunStore(storage, StoreAccess.Client)))
            await client.StartAsync(Orphan.Call(), "gone");
        await using var hub = await Hub.OpenAsync(store);
        var run = hub.Find<long>("gone");

        var thrown = await Assert.ThrowsAsync<ContractMismatchException>(() => run.Soon());

        Assert.Contains("'gone'", thrown.Message);
        Assert.Equal((RunState.Ready, RunActivity.Blocked), (run.Status.State, run.Status.Activity));
        Assert.Equal((0, null), (run.Status.Attempts, (await store.FindAsync("gone"))!.Owner));
        await run.TerminateAsync();
        await Assert.ThrowsAsync<RunTerminatedException>(() => hub.Find<long>("gone").Soon());
    }

    [Fact]
    public async Task A_failed_run_is_resumed_from_its_last_checkpoint()
    {
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store);
        var executed = 0;
        var broken = true;
        var run = await hub.StartAsync(new Script()
            .Step(x => { executed++; return Task.FromResult(x + 1); })
            .Do(x => broken ? throw new FormatException("bug") : x * 2)
            .Call(20), "r");
        await Assert.ThrowsAsync<FormatException>(() => run.Soon());

        broken = false;
        await run.ResumeAsync();

        Assert.Equal(42, await hub.Find<long>("r").Soon());
        Assert.Equal(1, executed);
    }

    [Fact]
    public async Task An_error_of_the_store_stops_the_run_with_it()
    {
        var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store, new HubOptions { CheckpointInterval = TimeSpan.FromMilliseconds(5) });
        var turns = new StrongBox<int>();
        var run = await hub.StartAsync(Spinning(turns).Call(), "s");
        await Running(turns);
        var result = run.Result;

        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => result.Soon());
    }

    [Fact]
    public void Exceptions_of_the_engine_keep_their_type_as_outcomes()
    {
        var copy = ExceptionCodec.Decode(ExceptionCodec.Encode(new RunCrashLoopException("r", 3)));

        Assert.IsType<RunCrashLoopException>(copy);
        Assert.Contains("claim 3", copy.Message);
    }
}
