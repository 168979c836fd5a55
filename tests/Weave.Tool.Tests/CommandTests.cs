using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Weave.Tool.Tests;

/// <summary>The tool as a process: what it opens, what it prints, how it ends.</summary>
public sealed class CommandTests
{
    static string Repository([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../.."));

    static string Samples => Path.Combine(Repository(), "samples");

    [Fact]
    public async Task Plans_the_samples()
    {
        var (code, output, errors) = await Cli.RunAsync("plan", Samples, "--json");
        Assert.True(code == 0, errors);
        using var json = JsonDocument.Parse(output);
        Assert.Contains("Build/Save", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opens_solutions_of_both_kinds_with_CSharp_14_source()
    {
        var folder = Directory.CreateTempSubdirectory("weavec-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Own.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><Reference Include="{typeof(FragmentAttribute).Assembly.Location}" /></ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "Own.cs"), """
            using Weave;

            public sealed class Counter { public int Count { get; set => field = value + 1; } }

            public static partial class Own
            {
                extension(int number) { public int Twice => number * 2; }

                [Fragment]
                public static int Sum(int limit)
                {
                    var sum = 0;
                    while (sum < limit)
                        sum += 1.Twice;
                    return sum;
                }
            }
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "Own.slnx"), "<Solution><Project Path=\"Own.csproj\" /></Solution>");
        await File.WriteAllTextAsync(Path.Combine(folder, "Own.sln"), """

            Microsoft Visual Studio Solution File, Format Version 12.00
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "Own", "Own.csproj", "{11111111-1111-1111-1111-111111111111}"
            EndProject
            Global
            EndGlobal
            """);
        var (unrestored, _, advice) = await Cli.RunAsync("plan", Path.Combine(folder, "Own.csproj"));
        Assert.True(unrestored is 0 or 3, advice);
        using (var restore = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet", ["restore", folder + "/Own.csproj"]) { RedirectStandardOutput = true })!)
            await restore.WaitForExitAsync();
        foreach (var solution in (string[])["Own.slnx", "Own.sln"])
        {
            var (code, output, errors) = await Cli.RunAsync("plan", Path.Combine(folder, solution));
            Assert.True(code == 0, output + errors);
            Assert.Contains("Sum/while", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_refused_function_is_exit_code_1()
    {
        var (code, output, _) = await Cli.RunAsync("plan", Shop.File);
        Assert.Equal(1, code);
        Assert.Contains("WEAVE0201", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "plan", "--format", "nonsense")]
    [InlineData(2, "nonsense")]
    [InlineData(3, "plan", "/nowhere/at/all.csproj")]
    [InlineData(3, "explain", "/nowhere/at/all.cs:1")]
    public async Task What_goes_wrong_has_a_code_of_its_own_and_a_message(int expected, params string[] arguments)
    {
        var (code, _, errors) = await Cli.RunAsync(arguments);
        Assert.Equal(expected, code);
        Assert.NotEmpty(errors.Trim());
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explains_a_line_as_text_and_as_json()
    {
        var place = $"{Shop.File}:{Shop.Line("await Reserve")}";
        var (code, text, _) = await Cli.RunAsync("explain", place);
        Assert.Equal(0, code);
        Assert.Contains("records its outcome", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await Cli.RunAsync("explain", place, "--json")).Output);
        Assert.True(json.RootElement[0].GetProperty("canStop").GetBoolean());
    }

    [Fact]
    public async Task What_is_not_there_is_exit_code_4()
    {
        var (code, _, errors) = await Cli.RunAsync("explain", "Nix", "--source", Shop.File);
        Assert.Equal(4, code);
        Assert.Contains("'Nix'", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shells_complete_commands()
    {
        Assert.Contains("complete -F", (await Cli.RunAsync("completion", "bash")).Output, StringComparison.Ordinal);
        Assert.Contains("explain", (await Cli.RunAsync("[suggest:8]", "weavec e")).Output, StringComparison.Ordinal);
    }
}
