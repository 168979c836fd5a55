using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Reading;

namespace Weave.Analyzer.Advice;

/// <summary>
/// Says of fragment functions and steps what is woven all the same, and may not do what its author meant. One walk over the operations of each marked method; nothing here
/// changes what is woven. Where a build weaves every method, it is silent.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AdviceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Rules.OfAdvice];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (!Build.WeavesAll(start.Options))
                start.RegisterSyntaxNodeAction(Analyze, SyntaxKind.MethodDeclaration);
        });
    }

    static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var syntax = (MethodDeclarationSyntax)context.Node;
        if ((syntax.Body is null && syntax.ExpressionBody is null)
            || context.SemanticModel.GetDeclaredSymbol(syntax, context.CancellationToken) is not IMethodSymbol method
            || Callee.MarkOf(method) is var mark && mark is not (CalleeKind.Fragment or CalleeKind.Step)
            || context.SemanticModel.GetOperation(syntax, context.CancellationToken) is not { } root)
        {
            return;
        }
        var function = new AdvisedFunction(method, root, context);
        IAdvice[] themes = mark == CalleeKind.Step
            ? [new KeyAdvice(function), new ArgumentAdvice(function)]
            : [new StaticStateAdvice(function), new ThreadAdvice(function), new EffectAdvice(function), new KeyOutsideStepAdvice(function), new SharedArgumentAdvice(function), new WaitAdvice(function)];
        foreach (var operation in Operations.Under(root))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            foreach (var theme in themes)
                theme.Look(operation);
        }
        foreach (var theme in themes)
            theme.Conclude();
    }
}
