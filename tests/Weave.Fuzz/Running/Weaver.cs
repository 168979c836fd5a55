using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Reading;
using Weave.Generator.Pipeline;
using Weave.Generator.Tests.Equivalence;

namespace Weave.Fuzz.Running;

/// <summary>Weaves the fragment functions of a batch as the generator does, and checks their contracts on the way: reading them a second time would cost as much as all their runs.</summary>
static class Weaver
{
    /// <summary>What reading a program gave.</summary>
    public sealed class Reading
    {
        public int Methods { get; set; }

        public List<string> Refusals { get; } = [];

        /// <summary>True if a rule calls the program wrong: something of it is called plainly, and cannot wait.</summary>
        public bool IsWrong { get; set; }

        /// <summary>Live variables that a contract lacks.</summary>
        public List<string> Missing { get; } = [];
    }

    /// <summary>What weaving a batch gave.</summary>
    /// <param name="Whole">The compilation with what was generated.</param>
    /// <param name="Readings">A reading of each program, by the path of its file.</param>
    /// <param name="Failure">The error if weaving itself failed.</param>
    public sealed record Result(CSharpCompilation Whole, IReadOnlyDictionary<string, Reading> Readings, string? Failure);

    public static Result Weave(CSharpCompilation compilation)
    {
        var readings = new Dictionary<string, Reading>();
        try
        {
            var files = new List<SyntaxTree>();
            var parts = new List<ModulePart>();
            foreach (var tree in compilation.SyntaxTrees)
            {
                var reading = readings[tree.FilePath] = new();
                foreach (var woven in Methods(compilation, tree, reading))
                {
                    files.Add(Generated(woven.Name, woven.Source));
                    parts.Add(new(woven.Registration, woven.Codecs, default));
                }
            }
            files.AddRange(ModuleFiles.Of(parts).Select(static f => Generated(f.HintName, f.Text)));
            return new(compilation.AddSyntaxTrees(files), readings, null);
        }
        catch (Exception error)
        {
            return new(compilation, readings, error.ToString());
        }
    }

    static IEnumerable<WovenMethod> Methods(CSharpCompilation compilation, SyntaxTree tree, Reading reading)
    {
        var pinned = PinnedPaths.In(compilation, CancellationToken.None);
        var twins = Twins.Marked(compilation, CancellationToken.None);
        var semantics = compilation.GetSemanticModel(tree);
        var isProgram = !tree.FilePath.StartsWith("Prelude", StringComparison.Ordinal);
        foreach (var syntax in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(IsMarked))
        {
            reading.Methods++;
            var method = semantics.GetDeclaredSymbol(syntax)!;
            var read = FunctionReader.ReadFunction(syntax, method, semantics, twins, pinned, CancellationToken.None);
            if (isProgram && read.Function is { } function)
                reading.Missing.AddRange(ContractCheck.Of(function, syntax, method, semantics).Where(static c => c.Missing.Count > 0).Select(static c => $"{c.Cut.Id} lacks {string.Join(", ", c.Missing)}"));
            if (MethodWriter.Write(method, read, compilation, CancellationToken.None) is { } woven)
                yield return woven;
            else
                reading.Refusals.Add(read.Refusals[0].ToDiagnostic().GetMessage(null));
        }
        reading.IsWrong = reading.Refusals.Count > 0
            || tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Any(m => !IsMarked(m) && Dispatches.MarkedAbove(semantics.GetDeclaredSymbol(m)!) is not null);
    }

    static SyntaxTree Generated(string name, string text) => CSharpSyntaxTree.ParseText(text, Compiler.Parse, name + ".g.cs", System.Text.Encoding.UTF8);

    static bool IsMarked(MethodDeclarationSyntax syntax) => syntax.AttributeLists.Any(static l => l.Attributes.Any(static a => a.Name.ToString() == "Fragment"));
}
