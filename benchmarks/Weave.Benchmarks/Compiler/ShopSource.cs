using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Weave.Benchmarks.Compiler;

/// <summary>A project of many fragment functions, ten a file, as a program might hold them: loops, steps, waits, recursion, handlers; and as many files without any.</summary>
sealed class ShopSource(int functions)
{
    const int PerFile = 10;

    static readonly CSharpParseOptions parse = new(LanguageVersion.Preview);

    static readonly MetadataReference[] references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(FragmentAttribute).Assembly.Location),
    ];

    const string Model = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using Weave;
        namespace Shop;
        public sealed record Item(string Name, int Count, decimal Price);
        public sealed record Order(int Id, string Customer, List<Item> Items, Dictionary<string, int> Notes);
        public sealed class Tree { public Tree? Left; public Tree? Right; public int Value; }
        public static partial class Steps
        {
            [Step(Retries = 3)]
            public static Task<int> Reserve(Order order, int warehouse) => Task.FromResult(order.Id + warehouse);
        }
        """;

    static readonly string[] bodies =
    [
        """
            [Fragment]
            public static async Task<decimal> Fulfil#(Order order)
            {
                var total = 0m;
                var seen = new HashSet<string>();
                foreach (var item in order.Items)
                {
                    if (!seen.Add(item.Name))
                        continue;
                    total += item.Price * item.Count;
                    if (total > 1000 + #)
                        order.Notes[item.Name] = await Steps.Reserve(order, #);
                }
                await Durable.Delay(TimeSpan.FromHours(1));
                return total;
            }
        """,
        """
            [Fragment]
            public static int Sum#(int[] numbers, int limit)
            {
                var sum = #;
                for (var i = 0; i < numbers.Length; i++)
                {
                    for (var j = i; j < limit; j++)
                        sum += numbers[i] * j % 7;
                }
                return sum;
            }
        """,
        """
            [Fragment]
            public static int Depth#(Tree? tree)
            {
                if (tree is null)
                    return 0;
                return 1 + Math.Max(Depth#(tree.Left), Depth#(tree.Right) + #);
            }
        """,
        """
            [Fragment]
            public static string Parse#(string text)
            {
                var words = new List<string>();
                var start = 0;
                while (start < text.Length)
                {
                    var end = text.IndexOf(' ', start);
                    if (end < 0)
                        end = text.Length;
                    switch (text[start])
                    {
                        case '#':
                            break;
                        case >= '0' and <= '9':
                            words.Add(text[start..end] + Digits#(end - start));
                            break;
                        default:
                            words.Add(text[start..end].ToUpperInvariant());
                            break;
                    }
                    start = end + 1;
                }
                return string.Join(",", words);
            }
        """,
        """
            [Fragment]
            public static int Digits#(int count)
            {
                var left = count;
                try
                {
                    while (left > 0)
                    {
                        left -= 2;
                        if (left == -#)
                            throw new InvalidOperationException("odd");
                    }
                }
                catch (InvalidOperationException e) when (e.Message.Length > 2)
                {
                    left = e.Message.Length;
                }
                finally
                {
                    count++;
                }
                return left + count;
            }
        """,
    ];

    int edits;

    /// <summary>A compilation of freshly parsed files.</summary>
    public CSharpCompilation Compile() => CSharpCompilation.Create(
        "Shop",
        [Tree("Model.cs", Model), .. Enumerable.Range(0, functions / PerFile).SelectMany(f => (SyntaxTree[])[Tree($"Functions{f}.cs", Functions(f)), Tree($"Plain{f}.cs", Plain(f))])],
        references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The same after an edit inside a method that has nothing to do with fragment functions.</summary>
    public CSharpCompilation EditElsewhere(CSharpCompilation compilation) => Edit(compilation, "Plain0.cs", "sum = 0");

    /// <summary>The same after an edit of the body of one fragment function.</summary>
    public CSharpCompilation EditBody(CSharpCompilation compilation) => Edit(compilation, "Functions0.cs", "sum = 1");

    CSharpCompilation Edit(CSharpCompilation compilation, string path, string number)
    {
        var tree = compilation.SyntaxTrees.First(t => t.FilePath == path);
        var text = tree.ToString();
        edits++;
        var at = text.IndexOf(number, StringComparison.Ordinal) + number.Length;
        var end = text.IndexOf(';', at);
        return compilation.ReplaceSyntaxTree(tree, Tree(path, text[..at] + edits.ToString(CultureInfo.InvariantCulture) + text[end..]));
    }

    static SyntaxTree Tree(string path, string text) => CSharpSyntaxTree.ParseText(text, parse, path, System.Text.Encoding.UTF8);

    static string Functions(int file) =>
        $"namespace Shop;\npublic static partial class Functions{file}\n{{\n{string.Join("\n\n", Enumerable.Range(0, PerFile).Select(i => bodies[i % bodies.Length].Replace("#", (i / bodies.Length).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)))}\n}}\n";

    static string Plain(int file) =>
        $"namespace Shop;\npublic sealed class Plain{file}\n{{\n{string.Join("\n", Enumerable.Range(0, 20).Select(static i => $"    public int Method{i}(Order order)\n    {{\n        var sum = 0;\n        foreach (var item in order.Items)\n            sum += item.Count;\n        return sum;\n    }}\n"))}}}\n";
}
