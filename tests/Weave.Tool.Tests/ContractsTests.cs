using System.Text.Json;
using Weave.Contracts;
using Weave.Tool.Opening;
using Weave.Tool.Tests.Evolution;

namespace Weave.Tool.Tests;

/// <summary><c>weavec contracts</c> and <c>weavec diff</c> as a process.</summary>
public sealed class ContractsTests
{
    const string Source = """
        using Weave;
        public sealed record Order(int Id, int Total);
        public static partial class Orders
        {
            [Fragment]
            public static async Task<int> Fulfil(Order order) { var held = await Hold(order.Id); return held + order.Total; }

            [Step] static Task<int> Hold(int id) => Task.FromResult(id);
        }
        """;

    static string Compiled(string source) => Build.Compile(Directory.CreateTempSubdirectory("weavec-").FullName, "Shop", source);

    [Fact]
    public async Task An_assembly_and_its_source_say_the_same()
    {
        var dll = Compiled(Source);
        var source = Path.Combine(Path.GetDirectoryName(dll)!, "Shop.cs");
        await File.WriteAllTextAsync(source, Source);
        var (code, output, errors) = await Cli.RunAsync("contracts", dll);
        Assert.True(code == 0, errors);
        Assert.Equal(4, ContractSet.Parse(output).Cuts.Count + ContractSet.Parse(output).Types.Count);
        Assert.Contains("type Order{Id:int;Total:int}\n", output, StringComparison.Ordinal);
        Assert.Equal(output, (await Cli.RunAsync("contracts", source)).Output);
        using var json = JsonDocument.Parse((await Cli.RunAsync("contracts", dll, "--json")).Output);
        Assert.Equal(3, json.RootElement.GetProperty("modules")[0].GetProperty("contracts").GetProperty("cuts").GetArrayLength());
    }

    [Theory]
    [InlineData(0, "Identical", Source)]
    [InlineData(1, "maps", "int Total)|int Total, int More)")]
    [InlineData(5, "needsMigration", "int Total)|string Total)|held + order.Total|order.Total.Length")]
    [InlineData(6, "incompatible", "Fulfil(|Serve(")]
    public async Task Diff_says_what_becomes_of_each_cut_and_type(int expected, string worst, string edits)
    {
        var edited = Source;
        var parts = edits.Split('|');
        for (var i = 0; i + 1 < parts.Length; i += 2)
            edited = edited.Replace(parts[i], parts[i + 1], StringComparison.Ordinal);
        var (old, now) = (Compiled(Source), Compiled(edited));
        var (code, output, errors) = await Cli.RunAsync("diff", old, now, "--json");
        Assert.True(code == expected, output + errors);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(worst, json.RootElement.GetProperty("worst").GetString(), ignoreCase: true);
        Assert.Equal(4, json.RootElement.GetProperty("rows").GetArrayLength());
        var text = await Cli.RunAsync("diff", old, now, "--all");
        Assert.Equal(expected, text.Code);
        Assert.Contains("Fulfil/Hold", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contracts_file_stands_for_the_code_that_wrote_it()
    {
        var dll = Compiled(Source);
        var file = Path.Combine(Path.GetDirectoryName(dll)!, "weave.contracts");
        await File.WriteAllTextAsync(file, (await Cli.RunAsync("contracts", dll)).Output);
        Assert.Equal(0, (await Cli.RunAsync("diff", file, dll)).Code);
        await File.AppendAllTextAsync(file, "<<<<<<< HEAD\n");
        var (code, _, errors) = await Cli.RunAsync("diff", file, dll);
        Assert.Equal(3, code);
        Assert.Contains("Line 6", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_no_contracts_is_exit_code_3()
    {
        var (code, _, errors) = await Cli.RunAsync("contracts", typeof(object).Assembly.Location);
        Assert.Equal(3, code);
        Assert.Contains("has no contracts", errors, StringComparison.Ordinal);
        Assert.Equal(3, (await Cli.RunAsync("diff", Compiled(Source), Compiled(Source), "--store", "/nowhere/at/all.db")).Code);
    }

    [Fact]
    public async Task A_damaged_assembly_is_told_as_such()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("weavec-").FullName, "Shop.dll");
        await File.WriteAllBytesAsync(path, [1, 2, 3]);
        var found = await Assert.ThrowsAsync<OpenException>(() => ContractsOpener.OpenAsync(path, CancellationToken.None));
        Assert.Contains("cannot be read as an assembly", found.Message, StringComparison.Ordinal);
    }
}
