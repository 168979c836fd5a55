using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Weave.Generator.Codecs;

namespace Weave.Generator.Pipeline;

/// <summary>Compiles what was generated before the user's build does. Nobody asked for these methods by name, so a fault in one of them must not break the build.</summary>
static class SafetyNet
{
    /// <summary>The methods whose files do not compile, each with an error. A fault in the files of the module is one of all methods.</summary>
    public static IReadOnlyList<(Candidate Candidate, string Fault)> Check(
        CSharpCompilation compilation, IReadOnlyList<MethodFiles> methods, IReadOnlyList<GeneratedFile> module, CancellationToken cancel)
    {
        var parse = compilation.SyntaxTrees.FirstOrDefault()?.Options as CSharpParseOptions ?? CSharpParseOptions.Default;
        var trees = new Dictionary<SyntaxTree, MethodFiles?>();
        foreach (var method in methods)
        {
            foreach (var file in method.Files)
                trees.Add(Parse(file, parse, cancel), method);
        }
        foreach (var file in module)
            trees.Add(Parse(file, parse, cancel), null);
        var whole = compilation.AddSyntaxTrees(trees.Keys);
        var faults = new List<(Candidate, string)>();
        foreach (var pair in trees)
        {
#pragma warning disable RS1030 // the model of a tree that is no part of the user's compilation
            var error = whole.GetSemanticModel(pair.Key).GetDiagnostics(cancellationToken: cancel).FirstOrDefault(static d => d.Severity == DiagnosticSeverity.Error);
#pragma warning restore RS1030
            if (error is null)
                continue;
            var text = $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)} ({Path.GetFileName(pair.Key.FilePath)}: {Line(error)})";
            if (pair.Value is { } method)
                faults.Add((method.Candidate, text));
            else
                return [.. methods.Select(m => (m.Candidate, text))];
        }
        return [.. faults.GroupBy(static f => f.Item1).Select(static g => g.First())];
    }

    static SyntaxTree Parse(GeneratedFile file, CSharpParseOptions options, CancellationToken cancel) =>
        CSharpSyntaxTree.ParseText(SourceText.From(file.Text, Encoding.UTF8), options, file.HintName, cancel);

    static string Line(Diagnostic error) => error.Location.SourceTree!.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim();
}
