using System.Runtime.Loader;
using Weave.EndToEnd.Scenarios;
using Weave.Storage;

namespace Weave.EndToEnd.Tests;

/// <summary>Modules of another build in this process: how they come, go, and fail.</summary>
public class ModuleTests
{
    static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_module_is_loaded_once_and_unloaded_when_no_run_needs_it()
    {
        using var world = new World();
        await StartedByNextAsync(world, "anchor", "contract", "same");
        await using (var hub = await Hub.OpenAsync(world.Store))
        {
            Assert.Single(Loaded());
            await File.WriteAllTextAsync(Path.Combine(world.Folder, "open"), "");
            Assert.Equal(38, await hub.Find<int>("anchor").Result.WaitAsync(patience)); // this build's code gives 42
            Assert.Equal("40.00:00:00 2", await hub.Find<string>("contract").Result.WaitAsync(patience));
            Assert.Equal(42, await hub.Find<int>("same").Result.WaitAsync(patience));
            for (var i = 0; Loaded().Count > 0 && i < 200; i++)
            {
                await Task.Delay(10);
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            Assert.Empty(Loaded());
        }
    }

    [Theory]
    [InlineData("UPDATE blobs SET content = x'00'")]
    [InlineData("DELETE FROM blobs")]
    [InlineData("UPDATE blobs SET content = x'57564D44'; UPDATE blob_refs SET stored = 'b5c88ae2c4c0dd3d2d3c5b2ed5b6d8d32ce5d1d0ffcf2c8d3a5a3d0d9a1a0b0c'")]
    public async Task A_module_that_cannot_be_used_blocks_its_run_and_no_other(string damage)
    {
        using var world = new World();
        await StartedByNextAsync(world, "anchor", "same");
        await world.SqlAsync(damage);
        await File.WriteAllTextAsync(Path.Combine(world.Folder, "open"), "");
        await using var hub = await Hub.OpenAsync(world.Store);
        Assert.Equal(42, await hub.Find<int>("same").Result.WaitAsync(patience));
        var error = await Assert.ThrowsAsync<ModuleUnavailableException>(() => hub.Find<int>("anchor").Result.WaitAsync(patience));
        Assert.Equal("anchor", error.Run);
        var status = hub.Find("anchor").Status;
        Assert.Equal((RunState.Waiting, RunActivity.Blocked), (status.State, status.Activity));
        Assert.IsType<ModuleUnavailableException>(status.LastError);
    }

    [Fact]
    public async Task A_blocked_run_goes_on_when_somebody_brings_it_to_the_new_code()
    {
        using var world = new World();
        using (var first = world.Worker("start=wider=wider", "start=onward=onward"))
        {
            await first.UntilAsync("at the gate");
            await first.UntilAsync("at the gate");
            await first.KillAsync();
        }

        await world.SqlAsync("DELETE FROM blobs");
        await File.WriteAllTextAsync(Path.Combine(world.Folder, "open"), "");
        using var next = world.NextWorker();
        await next.UntilAsync("at the second gate"); // of the other run: the hub is at work
        await using (var client = await Hub.OpenAsync(world.Store, new HubOptions { Access = StoreAccess.Client }))
            await client.Find("wider").ResumeWithNewCodeAsync();
        await world.UntilAsync("wider", static record => record.State == RunState.Completed);
        Assert.Equal("Int64 42", await world.ResultAsync<string>("wider"));
        await File.WriteAllTextAsync(Path.Combine(world.Folder, "open too"), "");
        Assert.Equal(0, await next.EndedAsync());
    }

    [Fact]
    public async Task A_start_stores_the_module_again_where_it_was_collected()
    {
        var time = new ShiftingTime();
        var store = new MemoryRunStore(time);
        await using var hub = await Hub.OpenAsync(store);
        foreach (var id in new[] { "a", "b" })
        {
            var run = await hub.StartAsync(Sleeping.Fragments.Sleep(), id);
            var module = (await store.FindAsync(id))!.Module;
            Assert.NotNull(await store.GetBlobAsync(module!.Value));
            await run.TerminateAsync();
            await run.Ended;
            time.Shift += TimeSpan.FromHours(2);
            await store.PutBlobAsync(new byte[1]);
            Assert.Null(await store.GetBlobAsync(module.Value));
        }
    }

    static List<AssemblyLoadContext> Loaded() => [.. AssemblyLoadContext.All.Where(static c => c.Name?.StartsWith("weave:", StringComparison.Ordinal) == true)];

    /// <summary>Has the next build start these runs, and kills it when they stand at their gates.</summary>
    static async Task StartedByNextAsync(World world, params string[] runs)
    {
        using var next = world.NextWorker([.. runs.Select(static name => $"start={name}={name}")]);
        foreach (var _ in runs)
            await next.UntilAsync("at the gate");
        await next.KillAsync();
    }

    sealed class ShiftingTime : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
    }
}
