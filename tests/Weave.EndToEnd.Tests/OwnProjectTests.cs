using System.Text.RegularExpressions;

namespace Weave.EndToEnd.Tests;

/// <summary>The README's way into a project of one's own, word for word, in a folder that inherits nothing from this repository.</summary>
public sealed partial class OwnProjectTests : IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("weave-own-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Five_lines_make_a_project_that_builds_without_warnings_and_runs()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        var section = Section().Match(readme).Groups[1].Value;
        var project = Code(section, "xml");
        Assert.Equal(5, project.TrimEnd().Split('\n').Length);
        SourceClone.In(root);
        var own = Directory.CreateDirectory(Path.Combine(root, "own")).FullName;
        await File.WriteAllTextAsync(Path.Combine(own, "Own.csproj"), project);
        await File.WriteAllTextAsync(Path.Combine(own, "Program.cs"), Code(section, "csharp"));

        using (var build = Child.Start(Child.DotNet, ["build", "-c", "Release", "-nodeReuse:false", "-p:UseSharedCompilation=false"], own))
        {
            Assert.True(await build.EndedAsync() == 0, await build.StoryAsync());
            Assert.False(build.Lines.Any(IsWarningOfCode), await build.StoryAsync());
        }

        for (var time = 0; time < 2; time++)
        {
            using var run = Child.Start(Child.DotNet, ["run", "-c", "Release", "--no-build"], own);
            Assert.True(await run.EndedAsync() == 0, await run.StoryAsync());
            Assert.Equal(["333333833333500000"], run.Lines);
        }
    }

    /// <summary>NuGet's warnings depend on what the package source at hand has; the code's do not.</summary>
    static bool IsWarningOfCode(string line) =>
        line.Contains(": warning ", StringComparison.Ordinal) && !line.Contains(": warning NU", StringComparison.Ordinal);

    [GeneratedRegex("<!-- own-project -->(.*?)<!-- /own-project -->", RegexOptions.Singleline)]
    private static partial Regex Section();

    static string Code(string section, string language) => Regex.Match(section, $"```{language}\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
}
