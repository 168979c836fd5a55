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
    /// <summary>The first error of each file that does not compile.</summary>
    public static IReadOnlyDictionary<GeneratedFile, string> Check(CSharpCompilation compilation, IEnumerable<GeneratedFile> files, CancellationToken cancel)
    {
        var parse = compilation.SyntaxTrees.FirstOrDefault()?.Options as CSharpParseOptions ?? CSharpParseOptions.Default;
        var trees = files.ToDictionary(file => Parse(file, parse, cancel));
        var whole = compilation.AddSyntaxTrees(trees.Keys);
        var faults = new Dictionary<GeneratedFile, string>();
        foreach (var pair in trees)
        {
#pragma warning disable RS1030 // the model of a tree that is no part of the user's compilation
            var error = whole.GetSemanticModel(pair.Key).GetDiagnostics(cancellationToken: cancel).FirstOrDefault(static d => d.Severity == DiagnosticSeverity.Error);
#pragma warning restore RS1030
            if (error is not null)
                faults.Add(pair.Value, $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)} ({pair.Value.HintName}: {Line(error)})");
        }
        return faults;
    }

    static SyntaxTree Parse(GeneratedFile file, CSharpParseOptions options, CancellationToken cancel) =>
        CSharpSyntaxTree.ParseText(SourceText.From(file.Text, Encoding.UTF8), options, file.HintName, cancel);

    static string Line(Diagnostic error) => error.Location.SourceTree!.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim();
}
