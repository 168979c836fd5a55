using System.Text.RegularExpressions;

namespace Weave.EndToEnd.Tests;

/// <summary>A library and its unit tests, as their author wrote them, run with both switches.</summary>
public sealed partial class ChaosTests : IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("weave-chaos-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Unit_tests_go_through_the_woven_methods_and_a_codec_that_forgets_a_field_is_caught()
    {
        SourceClone.In(root);
        var sample = Path.Combine(Repository.Root, "tests", "Weave.EndToEnd.Tests", "ChaosSample");
        foreach (var file in Directory.EnumerateFiles(sample, "*.txt", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(root, Path.GetRelativePath(sample, file)[..^".txt".Length]);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        using var test = Child.Start(
            Child.DotNet, ["test", "-c", "Release", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:WeaveChaos=every", "-p:WeaveFragments=all"], Path.Combine(root, "Shop.Tests"));
        Assert.NotEqual(0, await test.EndedAsync());
        var story = await test.StoryAsync();
        Assert.True(test.Lines.Any(static l => l.Contains("Failed:     1, Passed:     5", StringComparison.Ordinal)), story);

        var mismatch = test.Lines.Single(static l => l.Contains("weave: mismatch:", StringComparison.Ordinal));
        Assert.Contains("'Shop.Till.Count(int)' stopped at cut 'Count/for(i)@1' under regime 'every'", mismatch, StringComparison.Ordinal);
        Assert.Contains("this.Rounded: 3 became 0", mismatch, StringComparison.Ordinal);
        Assert.Contains("WEAVE_CHAOS='cut:Count/for(i)@1' dotnet test -p:WeaveChaos=every -p:WeaveFragments=all", mismatch, StringComparison.Ordinal);

        var counts = Summary().Match(test.Lines.Last(static l => l.Contains("weave: calls=", StringComparison.Ordinal)));
        Assert.True(counts.Success, story);
        Assert.Equal("5", counts.Groups["calls"].Value);
        Assert.Equal("5", counts.Groups["woven"].Value);
        Assert.True(int.Parse(counts.Groups["captures"].Value, System.Globalization.CultureInfo.InvariantCulture) > 20, story);
        Assert.Equal("1", counts.Groups["refused"].Value);
        var refused = await File.ReadAllTextAsync(Path.Combine(root, "Shop", "obj", "Release", "net10.0", "weave.refused.txt"));
        Assert.Contains("Shop.Sorting.Down(int)\tWEAVE0002\t", refused, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"weave: calls=(?<calls>\d+) woven=(?<woven>\d+) captures=(?<captures>\d+) refused=(?<refused>\d+)")]
    private static partial Regex Summary();
}
