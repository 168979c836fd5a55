using Weave.Analyzer.Model;
using Weave.Tool.Opening;
using Weave.Tool.Planning;

namespace Weave.Tool.Tests;

/// <summary>A source with everything that a plan shows, planned once.</summary>
static class Shop
{
    public const string Source = """
        using System.IO;
        using Weave;

        namespace Shop;

        public sealed record Order(int Id, string Customer, int[] Items);

        public static partial class Orders
        {
            [Fragment(Needs = Capability.Avx2 | Capability.Gpu, Near = "stock-db")]
            public static async Task<int> Fulfil(Order order)
            {
                var total = 0;
                foreach (var item in order.Items)
                    total += Price(item);
                var stock = await Reserve(order);
                await Durable.Delay(TimeSpan.FromDays(3));
                return total + stock;
            }

            [Fragment]
            static int Price(int item)
            {
                var sum = 0;
                for (var i = 0; i < 1000; i++)
                    sum += item * i;
                return sum;
            }

            [Step(Retries = 5)]
            static Task<int> Reserve(Order order) => Task.FromResult(order.Id);

            [Fragment]
            static int Lines(string path)
            {
                using var reader = new StreamReader(path);
                var lines = 0;
                while (reader.ReadLine() is not null)
                    lines++;
                return lines;
            }

            [Fragment]
            static async Task<int> Keep(string path)
            {
                using var stream = File.OpenRead(path);
                await Durable.Delay(TimeSpan.FromDays(1));
                return (int)stream.Length;
            }

            static int Plain(int[] items)
            {
                var sum = 0;
                foreach (var item in items)
                    sum += item;
                return sum;
            }
        }
        """;

    static readonly string file = Write();

    /// <summary>The source as the tool opens a single file.</summary>
    public static OpenedProject Project { get; } = SingleFile.Open(file);

    /// <summary>Its plan.</summary>
    public static Plan Plan { get; } = new(file, [PlanReader.Read(Project, CancellationToken.None)]);

    /// <summary>Where it lies.</summary>
    public static string File => file;

    /// <summary>One function of it.</summary>
    public static FunctionPlan Function(string name) => Plan.Functions().Single(f => f.Name.StartsWith($"Orders.{name}(", StringComparison.Ordinal));

    /// <summary>One cut of a function.</summary>
    public static CutPlan Cut(string name, CutKind kind) => Function(name).Cuts.Single(c => c.Kind == kind);

    /// <summary>The line, 1-based, in which a text stands first.</summary>
    public static int Line(string text) => Source[..Source.IndexOf(text, StringComparison.Ordinal)].Count(static c => c == '\n') + 1;

    static string Write()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("weavec-").FullName, "Shop.cs");
        System.IO.File.WriteAllText(path, Source);
        return path;
    }
}
