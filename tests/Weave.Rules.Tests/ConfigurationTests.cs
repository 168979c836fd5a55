using Microsoft.CodeAnalysis;

namespace Weave.Rules.Tests;

/// <summary>What <c>.editorconfig</c> and the build say about the rules.</summary>
public class ConfigurationTests
{
    const string Sleeps = "public partial class Shop { [Fragment] public static void M(int x) => Thread.Sleep(x); }";
    const string NotPartial = "public class Shop { [Fragment] public static int M(int x) => x; }";
    const string Prints = "public partial class Shop { [Fragment] public static void M(string x) { Console.WriteLine(x); File.Delete(x); } }";

    [Theory]
    [InlineData(Sleeps, "", "WEAVE0502 Warning")]
    [InlineData(Sleeps, "dotnet_diagnostic.WEAVE0502.severity = error", "WEAVE0502 Error")]
    [InlineData(Sleeps, "dotnet_diagnostic.WEAVE0502.severity = suggestion", "WEAVE0502 Info")]
    [InlineData(Sleeps, "dotnet_diagnostic.WEAVE0502.severity = none", "")]
    [InlineData(Sleeps, "dotnet_analyzer_diagnostic.category-Weave.Threads.severity = none", "")]
    [InlineData(Sleeps, "dotnet_analyzer_diagnostic.category-Weave.Effects.severity = none", "WEAVE0502 Warning")]
    [InlineData(NotPartial, "", "WEAVE0001 Error")]
    [InlineData(NotPartial, "dotnet_diagnostic.WEAVE0001.severity = warning", "WEAVE0001 Warning")]
    [InlineData(Prints, "", "WEAVE0401 Warning")]
    [InlineData(Prints, "weave_effects = System.Console", "WEAVE0401 Warning WEAVE0401 Warning")]
    [InlineData(Prints, "weave_effects = Some.Other, System.Console.WriteLine\nweave_no_effects = System.IO.File.Delete", "WEAVE0401 Warning")]
    [InlineData(Prints, "weave_effects = System.Console.Write\nweave_no_effects = System.IO.File", "")]
    public async Task Editorconfig(string source, string settings, string expected)
    {
        var document = RuleHost.Open(source, settings);
        var found = await RuleHost.RunAsync(document.Project);
        Assert.Equal(expected, string.Join(" ", found.Select(static d => $"{d.Id} {d.Severity}")));
    }

    /// <summary>Where every method is woven that can be, only what somebody marked by hand and cannot be woven is worth a word.</summary>
    [Theory]
    [InlineData(Sleeps, "")]
    [InlineData(Prints, "")]
    [InlineData(NotPartial, "WEAVE0001")]
    [InlineData("public partial class Shop { [Fragment] public static int M(int[] x) { lock (x) { while (x[0] > 0) x[0]--; } return 1; } }", "")]
    [InlineData("public partial class A { [Fragment] public virtual int F(int x) => x; } public class B : A { public override int F(int x) => x; }", "")]
    public async Task Quiet_where_everything_is_woven(string source, string expected)
    {
        Assert.NotEmpty(await RuleHost.RunAsync(source));
        var found = await RuleHost.RunAsync(source, switches: "build_property.WeaveFragments = All");
        Assert.Equal(expected, string.Join(" ", found.Select(static d => d.Id)));
    }

    [Fact]
    public async Task Pragmas_silence_a_place()
    {
        Assert.Empty(await RuleHost.RunAsync($"#pragma warning disable WEAVE0502 // the gate opens at once\n{Sleeps}"));
    }

    /// <summary>An operation tree may be very deep, and a body large.</summary>
    [Fact]
    public async Task Deep_sums_are_walked()
    {
        var sum = string.Join(" + ", Enumerable.Repeat("x", 2000));
        var found = await RuleHost.RunAsync($"public partial class Shop {{ [Fragment] public static string M(string x) {{ File.Delete(x); return {sum}; }} }}");
        Assert.Equal("WEAVE0401", Assert.Single(found).Id);
        Assert.Equal(DiagnosticSeverity.Warning, found[0].Severity);
    }
}
