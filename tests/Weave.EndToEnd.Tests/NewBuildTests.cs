using Weave.EndToEnd.Scenarios;
using Weave.Storage;

namespace Weave.EndToEnd.Tests;

/// <summary>Runs that one build of a program started and another one finds: two real compilations of slightly different sources.</summary>
public class NewBuildTests
{
    static readonly string[] changed = ["anchor", "contract", "gone"];

    [Fact]
    public async Task A_new_build_goes_on_where_the_code_is_the_same_and_with_the_old_code_elsewhere()
    {
        using var world = new World();
        await StartAsync(world, ["same", "later", .. changed]);
        var old = (await world.StoredAsync("same")).Record.Module;
        Assert.NotNull(old);
        await OpenAsync(world, "open");
        await NextAsync(world);
        Assert.Equal(42, await world.ResultAsync<int>("same"));
        Assert.Equal("next 42", await world.ResultAsync<string>("later"));
        Assert.Equal(await Changing.Anchor(world.Folder), await world.ResultAsync<int>("anchor"));
        Assert.Equal(await Changing.Contract(world.Folder), await world.ResultAsync<string>("contract"));
        Assert.Equal(await Changing.Gone(world.Folder), await world.ResultAsync<int>("gone"));

        // What goes on with new code is pinned to it.
        Assert.Equal(old, (await world.StoredAsync("anchor")).Record.Module);
        Assert.NotEqual(old, (await world.StoredAsync("later")).Record.Module);
    }

    [Fact]
    public async Task A_pinned_run_goes_on_with_the_old_code_even_where_it_is_the_same()
    {
        using var world = new World();
        await StartAsync(world, ["later"], "upgrade=Pinned");
        await OpenAsync(world, "open");
        await NextAsync(world);
        Assert.Equal("first 42", await world.ResultAsync<string>("later"));
    }

    [Fact]
    public async Task A_hub_that_executes_no_stored_code_refuses_what_has_changed_and_leaves_it_untouched()
    {
        using var world = new World();
        await StartAsync(world, ["same", "later", .. changed]);
        var before = await StoredAsync(world);
        await OpenAsync(world, "open");
        var lines = await NextAsync(world, "modules=refused");
        Assert.Contains("ended same Completed", lines);
        Assert.Contains("ended later Completed", lines);
        foreach (var run in changed)
        {
            var line = Assert.Single(lines, line => line.StartsWith($"error {run} ", StringComparison.Ordinal));
            Assert.StartsWith($"error {run} ModuleUnavailableException: Run '{run}': It is pinned to module ", line, StringComparison.Ordinal);
            Assert.Contains("Run it with the build that started it", line);
        }

        Assert.Equal(before, await StoredAsync(world));
        Assert.Equal("next 42", await world.ResultAsync<string>("later"));

        // The build that started them can still finish them.
        await world.GoOnAsync();
        Assert.Equal(await Changing.Anchor(world.Folder), await world.ResultAsync<int>("anchor"));
        Assert.Equal(await Changing.Contract(world.Folder), await world.ResultAsync<string>("contract"));
        Assert.Equal(await Changing.Gone(world.Folder), await world.ResultAsync<int>("gone"));
    }

    [Fact]
    public async Task A_run_without_a_module_is_refused_where_its_code_has_changed()
    {
        using var world = new World();
        await StartAsync(world, ["anchor", "same"]);
        await world.ForgetModulesAsync(); // as a Weave without modules left it
        await OpenAsync(world, "open");
        var lines = await NextAsync(world);
        Assert.Contains("ended same Completed", lines);
        var line = Assert.Single(lines, static line => line.StartsWith("error anchor ", StringComparison.Ordinal));
        Assert.Contains("ContractMismatchException", line);
        Assert.Contains("Anchor/Gate", line);
        await world.GoOnAsync();
        Assert.Equal(42, await world.ResultAsync<int>("anchor"));
    }

    [Fact]
    public async Task From_old_to_new_to_old_each_goes_on_with_the_code_that_its_state_is_of()
    {
        using var world = new World();
        await StartAsync(world, ["onward"]);
        await OpenAsync(world, "open");
        using (var next = world.NextWorker())
        {
            await next.UntilAsync("at the second gate");
            await next.KillAsync();
        }

        await OpenAsync(world, "open too");
        await world.GoOnAsync();
        Assert.Equal(41, await world.ResultAsync<int>("onward")); // what the first build has there gives 43
    }

    [Fact]
    public async Task A_failed_run_goes_on_after_a_fix()
    {
        using var world = new World();
        await OpenAsync(world, "open");
        var lines = await world.GoOnAsync("upgrade=Pinned", "start=buggy=buggy", "start=lost=lost");
        Assert.Contains("ended buggy Failed", lines);
        Assert.Contains("ended lost Failed", lines);

        // With the code it is pinned to it fails again.
        Assert.Contains("ended buggy Failed", await NextAsync(world, "resume=buggy"));
        Assert.Contains("stops at 42", (await Assert.ThrowsAsync<InvalidOperationException>(() => world.ResultAsync<int>("buggy"))).Message);

        lines = await NextAsync(world, "renew=buggy", "renew=lost");
        Assert.Contains("ended buggy Completed", lines);
        Assert.Equal(42, await world.ResultAsync<int>("buggy"));

        // What does not map stays failed, says why, and has lost nothing.
        Assert.Contains("ended lost Failed", lines);
        await Assert.ThrowsAsync<ContractMismatchException>(() => world.ResultAsync<string>("lost"));
        Assert.Contains("ended lost Failed", await NextAsync(world, "resume=lost"));
        Assert.Contains("stops at 42", (await Assert.ThrowsAsync<InvalidOperationException>(() => world.ResultAsync<string>("lost"))).Message);
    }

    /// <summary>Has the first build start these runs, and kills it when they stand at their gates.</summary>
    static async Task StartAsync(World world, string[] runs, params string[] arguments)
    {
        using var first = world.Worker([.. arguments, .. runs.Select(static name => $"start={name}={name}")]);
        foreach (var _ in runs)
            await first.UntilAsync("at the gate");
        await first.KillAsync();
    }

    static Task OpenAsync(World world, string gate) => File.WriteAllTextAsync(Path.Combine(world.Folder, gate), "");

    /// <summary>Has the next build run everything to its end.</summary>
    static async Task<IReadOnlyList<string>> NextAsync(World world, params string[] arguments)
    {
        using var next = world.NextWorker(arguments);
        Assert.True(await next.EndedAsync() == 0, await next.StoryAsync());
        return next.Lines;
    }

    /// <summary>All of the refused runs that must stay as it is; an epoch may be raised by a claim that led to nothing.</summary>
    static async Task<List<string>> StoredAsync(World world)
    {
        var all = new List<string>();
        foreach (var id in changed)
        {
            var run = await world.StoredAsync(id);
            all.Add($"{id} {run.Record.State} {run.Record.Module} {string.Join(' ', run.Checkpoints.Select(static c => $"{c.Sequence}:{Convert.ToHexString(c.Bytes.Span)}"))}");
        }

        return all;
    }
}
