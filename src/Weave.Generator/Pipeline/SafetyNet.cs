using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Weave.Generator.Codecs;

namespace Weave.Generator.Pipeline;

/// <summary>Compiles what was generated before the user's build does. Nobody asked for these methods by name, so a fault in one of them must not break the build.</summary>
/// <param name="compilation">The user's code.</param>
sealed class SafetyNet(CSharpCompilation compilation)
{
    readonly CSharpParseOptions parse = compilation.SyntaxTrees.FirstOrDefault()?.Options as CSharpParseOptions ?? CSharpParseOptions.Default;
    readonly Dictionary<GeneratedFile, SyntaxTree> parsed = [];

    /// <summary>The first error of each file that does not compile.</summary>
    public IReadOnlyDictionary<GeneratedFile, string> Check(IEnumerable<GeneratedFile> files, CancellationToken cancel)
    {
        var trees = files.ToDictionary(file => Parse(file, cancel));
        var faults = new Dictionary<GeneratedFile, string>();
        // All at once: the compiler walks over every type of the compilation each time it is asked, be it for one file only.
        foreach (var error in compilation.AddSyntaxTrees(trees.Keys).GetDiagnostics(cancel).Where(static d => d.Severity == DiagnosticSeverity.Error))
        {
            if (error.Location.SourceTree is { } tree && trees.TryGetValue(tree, out var file) && !faults.ContainsKey(file))
                faults.Add(file, $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)} ({file.HintName}: {Line(error)})");
        }
        return faults;
    }

    SyntaxTree Parse(GeneratedFile file, CancellationToken cancel)
    {
        if (!parsed.TryGetValue(file, out var tree))
            parsed.Add(file, tree = CSharpSyntaxTree.ParseText(SourceText.From(file.Text, Encoding.UTF8), parse, file.HintName, cancel));
        return tree;
    }

    static string Line(Diagnostic error) => error.Location.SourceTree!.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim();
}
