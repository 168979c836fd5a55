using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Reading;
using Weave.Generator.Pipeline;
using Weave.Generator.Tests.Equivalence;

namespace Weave.Fuzz.Running;

/// <summary>Reads the fragment functions of a batch, checks their contracts, and generates.</summary>
static class Weaver
{
    /// <summary>What reading a program gave.</summary>
    public sealed class Reading
    {
        public int Methods { get; set; }

        public List<string> Refusals { get; } = [];

        /// <summary>Live variables that a contract lacks.</summary>
        public List<string> Missing { get; } = [];
    }

    /// <summary>A reading of each program, by the path of its file.</summary>
    public static Dictionary<string, Reading> Read(CSharpCompilation compilation)
    {
        var pinned = PinnedPaths.In(compilation, CancellationToken.None);
        var twins = Twins.Marked(compilation, CancellationToken.None);
        var readings = new Dictionary<string, Reading>();
        foreach (var tree in compilation.SyntaxTrees.Where(static t => !t.FilePath.StartsWith("Prelude", StringComparison.Ordinal)))
        {
            var reading = readings[tree.FilePath] = new();
            var semantics = compilation.GetSemanticModel(tree);
            foreach (var syntax in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(IsMarked))
            {
                reading.Methods++;
                var method = semantics.GetDeclaredSymbol(syntax)!;
                var read = FunctionReader.ReadFunction(syntax, method, semantics, twins, pinned, CancellationToken.None);
                if (read.Function is { } function)
                    reading.Missing.AddRange(ContractCheck.Of(function, syntax, method, semantics).Where(static c => c.Missing.Count > 0).Select(static c => $"{c.Cut.Id} lacks {string.Join(", ", c.Missing)}"));
                else
                    reading.Refusals.Add(read.Refusals[0].ToDiagnostic().GetMessage(null));
            }
        }
        return readings;
    }

    static bool IsMarked(MethodDeclarationSyntax syntax) => syntax.AttributeLists.Any(static l => l.Attributes.Any(static a => a.Name.ToString() == "Fragment"));

    /// <summary>The compilation with what the generator adds, and an error if it failed.</summary>
    public static (Compilation Whole, string? Failure) Generate(CSharpCompilation compilation)
    {
        var driver = CSharpGeneratorDriver.Create([new WeaveGenerator().AsSourceGenerator()], parseOptions: Compiler.Parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out var whole, out _);
        return (whole, driver.GetRunResult().Results.Single().Exception?.ToString());
    }
}
