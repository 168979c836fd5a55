using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weave.Analyzer.Evolution;
using Weave.Contracts;
using Weave.Generator.Pipeline;
using Weave.Generator.Tests.Equivalence;

namespace Weave.Generator.Tests.Evolution;

/// <summary>The contracts that stand in a compiled module.</summary>
public sealed class ContractTextTests
{
    const string Source = """
        using Weave;
        namespace Shop;

        [WasNamed("Colour")] public enum Color : byte { Red }
        public struct Point { public int X; [WasNamed("Z")] public int Y; }
        public abstract class Paper { [WasNamed("Number")] public int Id; }
        [WasNamed("Old.Buy"), Drops("Gone")]
        public partial class Order : Paper
        {
            public Node<Point>? Lines;
            public decimal Total { get; set; }
            [Migrates("Total")] static decimal FromText(string total, [WasNamed("Tax")] List<Color> taxes) => decimal.Parse(total) + taxes.Count;
        }
        public sealed class Node<T> { public T? Value; public Node<T>? Next; }

        public static partial class Orders
        {
            [Fragment, WasNamed("Serve"), WasNamed("s", "sum"), WasCut("Fulfil/for(i)", "Fulfil/while")]
            public static int Fulfil([WasNamed("o")] Order order)
            {
                var sum = 0;
                while (sum < 9)
                    sum += (int)order.Total;
                return sum;
            }

            [Migrates("sum", Of = nameof(Fulfil))] static int Sum(long sum) => (int)sum;

            [Step] public static int Hold(Order order) => order.Id;

            [Fragment] public static T First<T>(List<T> list) { var i = 0; while (i < 3) i++; return list[i]; }
        }

        public readonly partial struct Frame
        {
            readonly int size;
            [Fragment] public readonly int Sum() { var s = size; while (s < 9) s++; return s; }
        }
        """;

    [Fact]
    public void A_module_says_what_it_saves_and_how_it_reads_older_state()
    {
        var compilation = GeneratorHost.Compile(Source);
        var (whole, generated) = GeneratorHost.Generate(compilation);
        var faults = whole.GetDiagnostics().Where(static d => d.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning).ToList();
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        var attribute = whole.Assembly.GetAttributes().Single(static a => a.AttributeClass!.Name == "WeaveContractsAttribute");
        var text = ((string)attribute.ConstructorArguments[0].Value!).ReplaceLineEndings("\n") + "\n";
        var set = ContractSet.Parse(text);
        Assert.Equal(text, set.ToText());
        Assert.Equal(set.ToText(), ContractReader.Read(compilation, CancellationToken.None).ToText());
        var anchors = set.Cuts.ToDictionary(static c => c.Cut + c.Function.Length, static c => c.Anchor);
        Assert.Equal("""
            # Weave contracts 1
            cut Shop.Frame.Sum() | Sum | . | self:Shop.Frame
            cut Shop.Frame.Sum() | Sum/while | . | self:Shop.Frame;s:int
            cut Shop.Orders.First<T>(System.Collections.Generic.List<T>) | First | . | list:System.Collections.Generic.List<T>
            cut Shop.Orders.First<T>(System.Collections.Generic.List<T>) | First/while | . | list:System.Collections.Generic.List<T>;i:int
            cut Shop.Orders.Fulfil(Shop.Order) | Fulfil | . | order:Shop.Order
            cut Shop.Orders.Fulfil(Shop.Order) | Fulfil/while | . | order:Shop.Order;sum:int
            cut Shop.Orders.Hold(Shop.Order) | Hold | . | order:Shop.Order
            type Shop.Color{enum byte}
            type Shop.Frame{struct size:int}
            type Shop.Node<T>{Value:T;Next:Shop.Node<T>}
            type Shop.Order{Shop.Paper.Id:int;Lines:Shop.Node<Shop.Point>;Total:decimal}
            type Shop.Point{struct X:int;Y:int}
            was Shop.Color | Shop.Colour
            was Shop.Order | Old.Buy
            was Shop.Order | Shop.Paper.Id | Shop.Paper.Number
            was Shop.Orders.Fulfil(Shop.Order) | Shop.Orders.Serve(Shop.Order)
            was Shop.Orders.Fulfil(Shop.Order) | order | o
            was Shop.Orders.Fulfil(Shop.Order) | sum | s
            was Shop.Point | Y | Z
            moved Shop.Orders.Fulfil(Shop.Order) | Fulfil/while | Fulfil/for(i)
            migrates Shop.Order | Total | decimal | total:string;Tax:System.Collections.Generic.List<Shop.Color>
            migrates Shop.Orders.Fulfil(Shop.Order) | sum | int | sum:long
            drops Shop.Order | Gone

            """.ReplaceLineEndings("\n"), set.Cuts.Aggregate(text, static (t, c) => t.Replace(c.Anchor, ".", StringComparison.Ordinal)));
        var code = string.Concat(generated.Select(static t => t.ToString()));
        Assert.Contains("new global::Weave.State.Migration<decimal>(\"Shop.Order\", \"Total\", static inputs => global::Shop.Order.FromText(inputs.Get<string>(0), inputs.Get<global::System.Collections.Generic.List<global::Shop.Color>>(1)))", code, StringComparison.Ordinal);
        Assert.Contains("ListCodec<global::Shop.Color>()", code, StringComparison.Ordinal);
        Assert.NotEmpty(anchors);
    }

    /// <summary>A build writes the file when it is asked to, and what is gone stays in it.</summary>
    [Fact]
    public void A_build_writes_the_file()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("weave-").FullName, "weave.contracts");
        void Write(string source, string switches) => CSharpGeneratorDriver.Create(
            [new WeaveGenerator().AsSourceGenerator()], parseOptions: GeneratorHost.Parse(LanguageVersion.Preview),
            optionsProvider: new BuildProperties(new() { ["build_property.WeaveContracts"] = switches, ["build_property.WeaveContractsFile"] = path })).RunGenerators(GeneratorHost.Compile(source));
        Write(Source, "");
        Assert.False(File.Exists(path));
        Write(Source, "write");
        Assert.Equal(ContractReader.Read(GeneratorHost.Compile(Source), CancellationToken.None).ToText(), File.ReadAllText(path));
        Write(Source.Replace("Color", "Shade", StringComparison.Ordinal), "write");
        Assert.Contains("retired type Shop.Color{enum byte}\n", File.ReadAllText(path), StringComparison.Ordinal);
    }

    /// <summary>An id with a number means another place when there is one more or less of its kind: its anchor says so.</summary>
    [Fact]
    public void Anchors_of_numbered_cuts_know_the_number_of_their_equals()
    {
        static IReadOnlyList<CutContract> Cuts(string body) => ContractReader.Read(
            GeneratorHost.Compile($"using Weave; public static partial class A {{ [Step] static int Act(int x) => x; [Fragment] static int M(int x) {{ {body} return x; }} }}"), CancellationToken.None).Cuts;
        static CutContract Cut(string id, string body) => Cuts(body).Single(c => c.Cut == id);

        const string Two = "x = Act(x); x = Act(x);";
        Assert.Equal(Cut("M/Act#1", Two).Anchor, Cut("M/Act#2", Two).Anchor);
        Assert.NotEqual(Cut("M/Act#1", Two).Anchor, Cut("M/Act#1", Two + "x = Act(x);").Anchor);
        const string Loops = "while (x > 0) x = Act(x); while (x > 0) x = Act(x);";
        Assert.NotEqual(Cut("M/while#1", Loops).Anchor, Cut("M/while#1", Loops + "while (x > 0) x--;").Anchor);
        Assert.NotEqual(Cut("M/while#1/Act", Loops).Anchor, Cut("M/while#1/Act", Loops + "while (x > 0) x--;").Anchor);
        Assert.Equal(Cut("M/while/Act", "while (x > 0) x = Act(x);").Anchor, Cut("M/while/Act", "while (x > 0) x = Act(x); for (;x > 3;) x--;").Anchor);
    }
}
