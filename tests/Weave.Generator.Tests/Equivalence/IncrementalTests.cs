using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weave.Generator.Pipeline;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>The generator does nothing twice, and the order of files does not show.</summary>
public sealed class IncrementalTests
{
    const string First = """
        using Weave;
        namespace Shop;
        public sealed record Order(string Id, List<int> Items);
        public static partial class Orders
        {
            [Fragment]
            public static int Total(Order order)
            {
                var sum = 0;
                foreach (var item in order.Items)
                    sum += Prices.Of(item);
                return sum;
            }
        }
        """;

    const string Second = """
        using Weave;
        namespace Shop;
        public static partial class Prices
        {
            [Fragment]
            public static int Of(int item)
            {
                while (item > 100)
                    item /= 2;
                return item;
            }

            [Step]
            public static Task<int> Ask(string name) => Task.FromResult(name.Length);
        }
        """;

    static CSharpCompilation Shop(params (string, string)[] sources) => GeneratorHost.Compile("Shop", LanguageVersion.Preview, sources);

    static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorDriver driver, string step) =>
        driver.GetRunResult().Results.Single().TrackedSteps[step].SelectMany(static s => s.Outputs).Select(static o => o.Reason);

    static IEnumerable<IncrementalStepRunReason> OutputReasons(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(static s => s.Value).SelectMany(static s => s.Outputs).Select(static o => o.Reason);

    [Fact]
    public void The_same_source_again_gives_everything_from_the_cache()
    {
        var compilation = Shop(("1.cs", First), ("2.cs", Second));
        GeneratorDriver driver = GeneratorHost.Driver();
        driver = driver.RunGenerators(compilation);
        Assert.NotEmpty(OutputReasons(driver));
        driver = driver.RunGenerators(compilation.Clone());
        Assert.All(OutputReasons(driver), static r => Assert.Equal(IncrementalStepRunReason.Cached, r));
    }

    [Fact]
    public void An_unrelated_edit_changes_no_text_and_writes_no_file()
    {
        var compilation = Shop(("1.cs", First), ("2.cs", Second));
        GeneratorDriver driver = GeneratorHost.Driver();
        driver = driver.RunGenerators(compilation);
        driver = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated { int x = 1; }", GeneratorHost.Parse(LanguageVersion.Preview))));
        Assert.All(Reasons(driver, WeaveGenerator.FragmentsStep).Concat(Reasons(driver, WeaveGenerator.StepsStep)),
            static r => Assert.True(r is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, r.ToString()));
        Assert.All(OutputReasons(driver), static r => Assert.Equal(IncrementalStepRunReason.Cached, r));
    }

    /// <summary>The contracts are a file of their own, because anchors change with bodies.</summary>
    [Theory]
    [InlineData("item /= 2", "item /= 3", 1)]
    [InlineData("item > 100", "item > 200", 2)]
    public void An_edit_of_one_body_writes_one_file_and_the_contracts_if_they_change(string old, string now, int files)
    {
        var compilation = Shop(("1.cs", First), ("2.cs", Second));
        GeneratorDriver driver = GeneratorHost.Driver();
        driver = driver.RunGenerators(compilation);
        var edited = CSharpSyntaxTree.ParseText(Second.Replace(old, now, StringComparison.Ordinal), GeneratorHost.Parse(LanguageVersion.Preview), "2.cs");
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[2], edited));
        Assert.Equal(files, OutputReasons(driver).Count(static r => r == IncrementalStepRunReason.Modified));
    }

    [Fact]
    public void The_order_of_files_does_not_show()
    {
        static IEnumerable<string> Texts(CSharpCompilation compilation) => GeneratorHost.Generate(compilation).Generated.Select(static t => t.FilePath + "\n" + t).Order(StringComparer.Ordinal);
        Assert.Equal(Texts(Shop(("1.cs", First), ("2.cs", Second))), Texts(Shop(("2.cs", Second), ("1.cs", First))));
    }

    [Fact]
    public void Models_of_equal_source_are_equal()
    {
        static Analyzer.Model.FunctionModel Model()
        {
            var compilation = Shop(("1.cs", First), ("2.cs", Second));
            var semantics = compilation.GetSemanticModel(compilation.SyntaxTrees[1]);
            var syntax = compilation.SyntaxTrees[1].GetRoot().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax>().Single();
            return GeneratorHost.Read(syntax, semantics.GetDeclaredSymbol(syntax)!, semantics).Function!;
        }

        Assert.Equal(Model(), Model());
        Assert.Equal(Model().GetHashCode(), Model().GetHashCode());
    }
}
