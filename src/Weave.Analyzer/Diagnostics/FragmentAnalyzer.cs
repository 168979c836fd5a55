using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Reading;

namespace Weave.Analyzer.Diagnostics;

/// <summary>Says of each fragment function and step why it cannot be woven. It reads methods as the generator does, so what it lets pass is what is woven.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FragmentAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Rules.All];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.MethodDeclaration);
    }

    static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var syntax = (MethodDeclarationSyntax)context.Node;
        if (syntax.AttributeLists.Count == 0 || context.SemanticModel.GetDeclaredSymbol(syntax, context.CancellationToken) is not { } method)
            return;
        var kind = Callee.MarkOf(method);
        if (kind is not (CalleeKind.Fragment or CalleeKind.Step))
            return;
        var pinned = PinnedPaths.In(context.Compilation, context.CancellationToken);
        var read = kind == CalleeKind.Step
            ? FunctionReader.ReadStep(syntax, method, pinned)
            : FunctionReader.ReadFunction(syntax, method, context.SemanticModel, Twins.Marked(context.Compilation, context.CancellationToken), pinned, context.CancellationToken);
        foreach (var refusal in read.Refusals.Concat(read.Hints))
            context.ReportDiagnostic(refusal.ToDiagnostic());
    }
}
