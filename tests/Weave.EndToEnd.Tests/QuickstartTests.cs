namespace Weave.EndToEnd.Tests;

/// <summary>The first thing a user runs.</summary>
public sealed class QuickstartTests : IDisposable
{
    const string Quickstart = "samples/Quickstart";

    readonly string folder = Directory.CreateTempSubdirectory("weave-quickstart-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Killed_with_its_worker_and_started_again_it_goes_on_and_is_identical()
    {
        var store = Path.Combine(folder, "store");
        using (var first = Child.Start(Quickstart, ["--store", store]))
        {
            var line = await first.UntilAsync("worker 1 ");
            Assert.Contains("killed with SIGKILL at line ", line);
            await first.KillAsync();
        }

        using (var second = Child.Start(Quickstart, ["--store", store]))
        {
            Assert.True(await second.EndedAsync() == 0, await second.StoryAsync());
            Assert.Contains(second.Lines, static line => line.StartsWith("The store holds an unfinished run", StringComparison.Ordinal));
            Assert.Contains("identical: yes", second.Lines);
            Assert.Contains(second.Lines, static line => line.StartsWith("top terms: ", StringComparison.Ordinal));
            Assert.Contains(second.Lines, static line => line.StartsWith("woven/plain time: ", StringComparison.Ordinal));
            var again = Assert.Single(second.Lines, static line => line.StartsWith("iterations done again after the kill: ", StringComparison.Ordinal));
            Assert.Matches(@": [\d,]+ of [\d,]+ \(killed after line [\d,]+, went on with line [\d,]+\)", again);
        }

        Assert.True(File.Exists(Path.Combine(store, "terms.tsv")));
    }

    [Fact]
    public async Task A_finished_store_is_recognised_and_a_fresh_run_started()
    {
        var text = Path.Combine(folder, "text.txt");
        await File.WriteAllTextAsync(text, "one two two\nthree three three");
        var store = Path.Combine(folder, "store");
        for (var time = 0; time < 2; time++)
        {
            using var child = Child.Start(Quickstart, [text, "--store", store]);
            Assert.True(await child.EndedAsync() == 0, await child.StoryAsync());
            Assert.Equal(time, child.Lines.Count(static line => line.StartsWith("The store holds a finished run", StringComparison.Ordinal)));
            Assert.Contains("top terms: three 3, two 2, one 1", child.Lines);
        }
    }

    [Theory]
    [InlineData("There is no option '--stoer'.", "--stoer")]
    [InlineData("There is no file or folder 'no-such-text'.", "no-such-text")]
    [InlineData("--store needs a folder.", "--store")]
    public async Task Bad_arguments_are_explained(string message, params string[] arguments)
    {
        using var child = Child.Start(Quickstart, arguments);

        Assert.Equal(2, await child.EndedAsync());

        Assert.Contains(message, await child.StoryAsync());
        Assert.Empty(child.Lines);
    }
}
