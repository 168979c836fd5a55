using Weave.EndToEnd.Scenarios;
using Weave.Storage;

namespace Weave.EndToEnd.Tests;

/// <summary>Runs that one build of a program started and another one finds: two real compilations of slightly different sources.</summary>
public class NewBuildTests
{
    static readonly string[] refused = ["anchor", "contract", "gone"];

    [Fact]
    public async Task A_new_build_goes_on_where_the_code_is_the_same_and_refuses_the_rest_untouched()
    {
        using var world = new World();
        string[] all = ["same", "later", .. refused];
        using (var first = world.Worker([.. all.Select(static name => $"start={name}={name}")]))
        {
            for (var run = 0; run < all.Length; run++)
                await first.UntilAsync("at the gate");
            await first.KillAsync();
        }

        var before = await StoredAsync(world);
        await File.WriteAllTextAsync(Path.Combine(world.Folder, "open"), "");
        using (var next = world.NextWorker())
        {
            Assert.True(await next.EndedAsync() == 0, await next.StoryAsync());
            Assert.Contains("ended same Completed", next.Lines);
            Assert.Contains("ended later Completed", next.Lines);
            AssertRefused(next.Lines, "anchor", "Anchor/Gate");
            AssertRefused(next.Lines, "contract", "Contract/Gate");
            AssertRefused(next.Lines, "gone", "Changing.Gone");
        }

        Assert.Equal(before, await StoredAsync(world));
        Assert.Equal(42, await world.ResultAsync<int>("same"));
        Assert.Equal("next 42", await world.ResultAsync<string>("later"));

        // The build that started them can still finish them.
        await world.GoOnAsync();
        Assert.Equal(await Changing.Anchor(world.Folder), await world.ResultAsync<int>("anchor"));
        Assert.Equal(await Changing.Contract(world.Folder), await world.ResultAsync<string>("contract"));
        Assert.Equal(await Changing.Gone(world.Folder), await world.ResultAsync<int>("gone"));
    }

    static void AssertRefused(IEnumerable<string> lines, string run, string where)
    {
        var line = Assert.Single(lines, line => line.StartsWith($"error {run} ", StringComparison.Ordinal));
        Assert.StartsWith($"error {run} ContractMismatchException: Run '{run}': Cannot resume at '", line, StringComparison.Ordinal);
        Assert.Contains(where, line);
        Assert.Contains("Run it with the code that started it", line);
    }

    /// <summary>All of the refused runs that must stay as it is; an epoch may be raised by a claim that led to nothing.</summary>
    static async Task<List<string>> StoredAsync(World world)
    {
        var all = new List<string>();
        foreach (var id in refused)
        {
            var run = await world.StoredAsync(id);
            all.Add($"{id} {run.Record.State} {string.Join(' ', run.Checkpoints.Select(static c => $"{c.Sequence}:{Convert.ToHexString(c.Bytes.Span)}"))}");
        }

        return all;
    }
}
