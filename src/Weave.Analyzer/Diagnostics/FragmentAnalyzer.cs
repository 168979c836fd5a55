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
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Rules.OfReading];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.MethodDeclaration);
        context.RegisterSyntaxNodeAction(AnalyzeCodec, SyntaxKind.Attribute);
        context.RegisterSyntaxNodeAction(
            AnalyzeOther, SyntaxKind.LocalFunctionStatement, SyntaxKind.ParenthesizedLambdaExpression, SyntaxKind.OperatorDeclaration, SyntaxKind.ConversionOperatorDeclaration,
            SyntaxKind.GetAccessorDeclaration, SyntaxKind.SetAccessorDeclaration, SyntaxKind.InitAccessorDeclaration, SyntaxKind.AddAccessorDeclaration, SyntaxKind.RemoveAccessorDeclaration);
    }

    /// <summary>A codec that does not fit is not registered.</summary>
    static void AnalyzeCodec(SyntaxNodeAnalysisContext context)
    {
        var syntax = (AttributeSyntax)context.Node;
        if (syntax.Parent is not AttributeListSyntax { Target.Identifier.RawKind: (int)SyntaxKind.AssemblyKeyword } || !syntax.Name.ToString().Contains("StateCodec"))
            return;
        var codec = StateCodecs.Own(context.Compilation).FirstOrDefault(c => c.Place?.SyntaxTree == syntax.SyntaxTree && c.Place.Span == syntax.Span);
        if (codec?.Problem is { } problem)
            context.ReportDiagnostic(Diagnostic.Create(Rules.StateCodec, syntax.GetLocation(), codec.Codec?.Name ?? "?", codec.Type is null ? "?" : TypeNames.Display(codec.Type), problem));
    }

    /// <summary>C# lets the marks stand on more than methods.</summary>
    static void AnalyzeOther(SyntaxNodeAnalysisContext context)
    {
        if (!context.Node.ChildNodes().Any(static n => n is AttributeListSyntax))
            return;
        var symbol = context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken) ?? context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol;
        if (symbol is not IMethodSymbol method || Callee.MarkOf(method) == CalleeKind.Plain)
            return;
        var rule = Callee.MarkOf(method) == CalleeKind.Step ? Rules.NotAStep : Rules.NotAFragment;
        var what = context.Node switch
        {
            LocalFunctionStatementSyntax => "a local function",
            AnonymousFunctionExpressionSyntax => "a lambda",
            AccessorDeclarationSyntax => "an accessor",
            _ => "an operator",
        };
        context.ReportDiagnostic(Diagnostic.Create(rule, context.Node.GetFirstToken().GetLocation(), method.Name, $"it is {what}"));
    }

    static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var syntax = (MethodDeclarationSyntax)context.Node;
        if (context.SemanticModel.GetDeclaredSymbol(syntax, context.CancellationToken) is not { } method)
            return;
        var kind = Callee.MarkOf(method);
        if (kind is not (CalleeKind.Fragment or CalleeKind.Step))
        {
            if (!Build.WeavesAll(context.Options) && Dispatches.MarkedAbove(method) is { } above)
                context.ReportDiagnostic(Diagnostic.Create(Rules.UnmarkedOverride, syntax.Identifier.GetLocation(), method.ToDisplayString(), above.ToDisplayString()));
            return;
        }
        if (syntax.AttributeLists.Count == 0)
            return;
        var pinned = PinnedPaths.In(context.Compilation, context.CancellationToken);
        var read = kind == CalleeKind.Step
            ? FunctionReader.ReadStep(syntax, method, pinned)
            : FunctionReader.ReadFunction(syntax, method, context.SemanticModel, Twins.Marked(context.Compilation, context.CancellationToken), pinned, context.CancellationToken);
        foreach (var refusal in Build.WeavesAll(context.Options) ? read.Refusals : read.Refusals.Concat(read.Hints))
            context.ReportDiagnostic(refusal.ToDiagnostic());
    }
}
