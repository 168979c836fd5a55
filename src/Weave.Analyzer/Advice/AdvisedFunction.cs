using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Weave.Analyzer.Advice;

/// <summary>The function that advice is about.</summary>
/// <param name="Method">Its symbol.</param>
/// <param name="Root">Its body.</param>
/// <param name="Context">Where diagnostics go.</param>
sealed record AdvisedFunction(IMethodSymbol Method, IOperation Root, SyntaxNodeAnalysisContext Context)
{
    readonly List<TextSpan> reported = [];

    /// <summary>The compilation it stands in.</summary>
    public Compilation Compilation => Context.SemanticModel.Compilation;

    /// <summary>Reports a rule at a place.</summary>
    public void Report(DiagnosticDescriptor rule, SyntaxNode place, params object[] arguments)
    {
        reported.Add(place.Span);
        Context.ReportDiagnostic(Diagnostic.Create(rule, place.GetLocation(), arguments));
    }

    /// <summary>True if something in this place has been reported.</summary>
    public bool IsReported(SyntaxNode place) => reported.Exists(place.Span.Contains);

    /// <summary>The names that a line of <c>.editorconfig</c> lists.</summary>
    public IReadOnlyList<string> Setting(string key) =>
        Context.Options.AnalyzerConfigOptionsProvider.GetOptions(Context.Node.SyntaxTree).TryGetValue(key, out var value)
            ? value.Split([',', ' ', '|'], StringSplitOptions.RemoveEmptyEntries)
            : [];
}
