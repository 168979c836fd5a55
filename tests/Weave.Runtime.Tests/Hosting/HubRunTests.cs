using Weave.Runtime.Tests.Execution;
using Weave.Storage;

namespace Weave.Runtime.Tests.Hosting;

public class HubRunTests
{
    [Fact]
    public async Task A_run_gives_its_result()
    {
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store);

        var run = await hub.StartAsync(Woven.Sum(1000), "sum");

        Assert.Equal(499500, await run.Soon());
        Assert.Equal(RunState.Completed, run.Status.State);
        Assert.Equal(499500, await hub.Find<long>("sum").Soon());
        Assert.Same(run.Result, run.Result);
    }

    [Fact]
    public async Task The_same_id_again_gives_the_same_run()
    {
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store);
        var executed = 0;
        var script = new Script().Step(x => Task.FromResult(x + Interlocked.Increment(ref executed)));

        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => hub.StartAsync(script.Call(10), "same")));
        var results = await Task.WhenAll(runs.Select(r => r.Result)).Soon();
        var later = await hub.StartAsync(script.Call(10), "same");

        Assert.All(results, r => Assert.Equal(11, r));
        Assert.Equal(11, await later.Soon());
        Assert.Equal(1, executed);
    }

    [Fact]
    public async Task The_same_id_for_other_work_is_a_conflict()
    {
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store);
        var run = await hub.StartAsync(Woven.Sum(10), "id");

        var arguments = await Assert.ThrowsAsync<RunConflictException>(() => hub.StartAsync(Woven.Sum(11), "id"));
        var function = await Assert.ThrowsAsync<RunConflictException>(() => hub.StartAsync(Woven.Fib(10), "id"));

        Assert.Contains("arguments", arguments.Message);
        Assert.Contains("Fib", function.Message);
        Assert.Equal(45, await run.Soon());
    }

    [Fact]
    public async Task An_unknown_id_is_refused()
    {
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store);

        Assert.Contains("'nobody'", Assert.Throws<RunNotFoundException>(() => hub.Find("nobody")).Message);
    }

    [Fact]
    public async Task A_result_of_another_type_is_refused()
    {
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store);
        await hub.StartAsync(Woven.Sum(10), "id");

        await Assert.ThrowsAsync<WeaveException>(() => hub.FindAsync<string>("id"));
    }

    [Fact]
    public async Task Without_an_id_each_run_gets_its_own_from_the_given_randomness()
    {
        async Task<string> First()
        {
            await using var store = new MemoryRunStore();
            await using var hub = await Hub.OpenAsync(store, new HubOptions { Random = new Random(7), HubId = "h" });
            var runs = await Task.WhenAll(hub.StartAsync(Woven.Sum(1)), hub.StartAsync(Woven.Sum(1)));
            Assert.NotEqual(runs[0].Id, runs[1].Id);
            return runs[0].Id;
        }

        Assert.Equal(await First(), await First());
    }

    [Fact]
    public async Task A_failure_is_the_users_exception_with_its_stack_and_disturbs_nobody()
    {
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store);
        var other = new TaskCompletionSource<long>();

        var good = await hub.StartAsync(new Script().Await(_ => other.Task).Call());
        var bad = await hub.StartAsync(Woven.Deep(3, fail: true), "bad");
        var thrown = await Assert.ThrowsAsync<FormatException>(() => bad.Soon());
        other.SetResult(5);

        Assert.Equal("bottom", thrown.Message);
        Assert.Contains("Deep__woven", thrown.StackTrace);
        Assert.Equal(RunState.Failed, bad.Status.State);
        Assert.Equal(5, await good.Soon());
    }

    [Fact]
    public async Task Recursion_goes_deeper_than_an_engine_thread()
    {
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store, new HubOptions { CheckpointInterval = Timeout.InfiniteTimeSpan });

        var run = await hub.StartAsync(Woven.Deep(1_000_000));

        Assert.Equal(1_000_000, await run.Soon());
    }

    [Fact]
    public async Task More_runs_than_workers_all_get_their_turn()
    {
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store, new HubOptions { Workers = 1 });
        var stop = 0;

        // The first spins until the second has run: without time slices, forever.
        var spinning = await hub.StartAsync(new Script().Do(_ => Volatile.Read(ref stop)).LoopWhileBelow(1).Call());
        var short1 = await hub.StartAsync(new Script().Do(x => x + 1).Call());
        Assert.Equal(1, await short1.Soon());
        Volatile.Write(ref stop, 1);

        Assert.Equal(1, await spinning.Soon());
    }

    [Fact]
    public async Task A_hot_loop_is_checkpointed_while_it_runs()
    {
        await using var store = new MemoryRunStore();
        var seen = new TaskCompletionSource<RunCheckpoint>();
        var resumed = new TaskCompletionSource<RunResumed>();
        await using var hub = await Hub.OpenAsync(store, new HubOptions
        {
            CheckpointInterval = TimeSpan.FromMilliseconds(5),
            OnCheckpoint = c => seen.TrySetResult(c),
            OnResumed = r => resumed.TrySetResult(r),
        });

        var run = await hub.StartAsync(Woven.Sum(int.MaxValue), "hot");
        var checkpoint = await seen.Task.Soon();

        Assert.Equal(("hot", "0", 1L), (checkpoint.Run, checkpoint.Strand, checkpoint.Sequence));
        Assert.Equal(["Sum(int)"], (await resumed.Task.Soon()).Cuts);
        Assert.Equal(["Sum(int)/1"], run.Status.Cuts);
        Assert.True(run.Status.CheckpointBytes > 0);
        await run.TerminateAsync();
        await Assert.ThrowsAsync<RunTerminatedException>(() => run.Soon());
    }

    [Fact]
    public async Task Runs_are_listed()
    {
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store);
        await (await hub.StartAsync(Woven.Sum(1), "a")).Soon();
        await (await hub.StartAsync(new Script().Await(_ => new TaskCompletionSource<long>().Task).Call(), "b")).StatusAsync();

        var all = new List<string>();
        await foreach (var run in hub.RunsAsync(new RunQuery { States = [RunState.Completed] }))
            all.Add(run.Run);

        Assert.Equal(["a"], all);
    }

    [Fact]
    public async Task Values_of_async_locals_stay_with_their_run()
    {
        var local = new AsyncLocal<string?>();
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store, new HubOptions { Workers = 1 });
        var seen = new List<string?>();
        var first = new TaskCompletionSource<long>();

        var a = await hub.StartAsync(new Script()
            .Do(x => { local.Value = "a"; return x; })
            .Await(_ => first.Task)
            .Do(x => { seen.Add(local.Value); return x; })
            .Call());
        await Signals.Until(() => a.Status.Activity == RunActivity.Waiting);
        var b = await hub.StartAsync(new Script().Do(x => { seen.Add(local.Value); return x; }).Call());
        await b.Soon();
        first.SetResult(1);
        await a.Soon();

        Assert.Equal([null, "a"], seen);
    }
}
