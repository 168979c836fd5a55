using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weave.Generator.Pipeline;
using Weave.Generator.Tests.Equivalence;

namespace Weave.Generator.Tests.Pipeline;

/// <summary>What the build's switches make of source that nobody marked.</summary>
public sealed class WholeCompilationTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("weave-all-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void All_methods_that_can_be_stopped_are_woven_and_no_others()
    {
        var (files, refused) = Run(
            """
            namespace All;
            public static partial class Sample
            {
                public static int Loop(int n) { while (n > 9) n -= 9; return n; }
                public static int Caller(int n) => Leaf(n) + Loop(n);
                public static int Leaf(int n) => n * 2;
                public static int CallsLeaf(int n) => Leaf(Leaf(n));
                public static int Even(int n) => n == 0 ? 1 : Odd(n - 1);
                static int Odd(int n) => n == 0 ? 0 : Even(n - 1);
                public static IEnumerable<int> Items(int n) { while (n > 0) yield return n--; }
                public static int CallsItems(int n) => Items(n).First();
                public static async Task<int> Waits(int n) { await Task.Yield(); return n; }
                public static Task<int> Passes(int n) => Waits(n);
            }
            public static class Whole
            {
                public static int Loop(int n) { while (n > 9) n -= 9; return n; }
                public static int Leaf(int n) => n;
            }
            """,
            all: true, chaos: "");
        Assert.Equal(["Caller", "Even", "Loop", "Odd", "Waits"], Twins(files));
        Assert.Equal(["All.Sample.Items(int) WEAVE0002", "All.Whole.Loop(int) WEAVE0001"], Rules(refused));
        Assert.Contains("Loop__woven(ctx, n)", files.Single(static f => f.Contains("int Caller__woven", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("Leaf(n)", files.Single(static f => f.Contains("int Caller__woven", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_calls_a_refused_method_calls_it_plainly_and_needs_a_cut_of_its_own()
    {
        var (files, refused) = Run(
            """
            namespace All;
            public static partial class Sample
            {
                public static unsafe int Refused(int n) { int* p = &n; while (*p > 9) *p -= 9; return n; }
                public static int One(int n) => Refused(n);
                public static int Two(int n) { for (var i = 0; i < 3; i++) n += One(n); return n; }
            }
            """,
            all: true, chaos: "");
        Assert.Equal(["Two"], Twins(files));
        Assert.Equal(["All.Sample.Refused(int) WEAVE0002"], Rules(refused));
    }

    [Fact]
    public void Overloads_and_names_that_differ_in_case_have_files_of_their_own()
    {
        var (files, _) = Run(
            """
            namespace All;
            public static partial class Sample
            {
                public static int Loop(int n) { while (n > 9) n -= 9; return n; }
                public static long Loop(long n) { while (n > 9) n -= 9; return n; }
                public static int LOOP(int n) { while (n > 9) n -= 9; return n; }
            }
            """,
            all: true, chaos: "");
        Assert.Equal(["LOOP", "Loop", "Loop"], Twins(files));
    }

    [Fact]
    public void Chaos_intercepts_ordinary_calls_and_pins_only_what_cannot_be_a_field()
    {
        var (files, refused) = Run(
            """
            using Weave;
            namespace All;
            public partial class Sample
            {
                [Fragment] public int Marked(Func<int, int> f, int n) { for (var i = 0; i < n; i++) n -= f(i); return n; }
                public int Plain(int n) { while (n > 9) n -= 9; return n; }
            }
            public static class Calls
            {
                public static int First(Sample s) => s.Marked(static i => i, 3) + s.Plain(4);
                public static int Second(Sample? s) => s?.Marked(static i => i, 4) ?? 0;
                public static Func<Func<int, int>, int, int> Group(Sample s) => s.Marked;
            }
            """,
            all: false, chaos: "every");
        Assert.Equal(["Marked"], Twins(files));
        Assert.Empty(refused);
        var interceptors = Assert.Single(files, static f => f.Contains("InterceptsLocation", StringComparison.Ordinal));
        Assert.Equal(2, interceptors.Split("[global::System.Runtime.CompilerServices.InterceptsLocationAttribute(1,").Length - 1);
    }

    [Fact]
    public void Extension_blocks_are_woven_and_their_calls_intercepted()
    {
        var (files, refused) = Run(
            """
            namespace All;
            public static partial class Sample
            {
                extension<T>(List<T> list)
                {
                    public int Loop(int n) { while (n > list.Count) n--; return n; }
                    public static int Count(int n) { while (n > 9) n -= 9; return n; }
                    public int Leaf => list.Count;
                }
                public static int Calls(List<int> list) => list.Loop(3) + List<string>.Count(5) + Loop(list, 4);
            }
            """,
            all: true, chaos: "every");
        Assert.Equal(["Calls"], Twins(files));
        Assert.Empty(refused);
        Assert.Contains(files, static f => f.Contains("int Loop__woven<T>(global::Weave.Execution.RunContext ctx, global::System.Collections.Generic.List<T> list, int n)", StringComparison.Ordinal));
        Assert.Contains(files, static f => f.Contains("int Count__woven<T>(global::Weave.Execution.RunContext ctx, int n)", StringComparison.Ordinal));
        Assert.Equal(3, files.Sum(static f => f.Split("[global::System.Runtime.CompilerServices.InterceptsLocationAttribute(1,").Length - 1));
    }

    [Fact]
    public void Dynamic_parameters_do_not_make_calls_dynamic()
    {
        var (files, refused) = Run(
            """
            namespace All;
            public static partial class Sample
            {
                public static int Loop(dynamic n, int m) { while (n > m) n -= 9; return n; }
                public static int Loop(int n, int m) => 0;
                public static int Call(object o) => Loop(o, 3);
            }
            """,
            all: true, chaos: "every");
        Assert.Equal(["Call", "Loop"], Twins(files));
        Assert.Empty(refused);
        Assert.Contains(files, static f => f.Contains(": Loop((object)n, m);", StringComparison.Ordinal));
        Assert.Contains(files, static f => f.Contains("Loop_1__cut1(ctx, (object)n, m)", StringComparison.Ordinal));
        Assert.Contains(files, static f => f.Contains("Loop__chaos((object)p0, p1)", StringComparison.Ordinal));
    }

    static IEnumerable<string> Twins(IEnumerable<string> files) => files
        .SelectMany(static f => f.Split('\n')).Where(static l => l.Contains("__woven(global::Weave.Execution.RunContext", StringComparison.Ordinal))
        .Select(static l => l[..l.IndexOf("__woven(", StringComparison.Ordinal)].Split(' ')[^1]).Order(StringComparer.Ordinal);

    static IEnumerable<string> Rules(IEnumerable<string> refused) => refused.Select(static l => string.Join(' ', l.Split('\t').Take(2)));

    /// <summary>The generated files, which compile, and the lines of the list of refused methods.</summary>
    (IReadOnlyList<string> Files, IReadOnlyList<string> Refused) Run(string source, bool all, string chaos)
    {
        var report = Path.Combine(folder, "refused.txt");
        var parse = GeneratorHost.Parse(LanguageVersion.Preview).WithFeatures([new("InterceptorsNamespaces", "Weave.Chaos.Generated")]);
        var compilation = GeneratorHost.Compile("All", LanguageVersion.Preview, [("All.cs", source)]);
        compilation = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(t => CSharpSyntaxTree.ParseText(t.ToString(), parse, t.FilePath, System.Text.Encoding.UTF8)));
        var options = new BuildProperties(new() { ["build_property.WeaveFragments"] = all ? "all" : "", ["build_property.WeaveChaos"] = chaos, ["build_property.WeaveRefusedReport"] = report });
        var driver = CSharpGeneratorDriver.Create([new WeaveGenerator().AsSourceGenerator()], parseOptions: parse, optionsProvider: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var whole, out var diagnostics);
        Assert.Empty(diagnostics);
        var result = driver.GetRunResult().Results.Single();
        Assert.True(result.Exception is null, result.Exception?.ToString());
        Assert.Empty(whole.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning));
        return ([.. result.GeneratedSources.Select(static s => s.SourceText.ToString())], File.Exists(report) ? [.. File.ReadLines(report).Where(static l => !l.StartsWith('#'))] : []);
    }
}
