using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Support;

namespace Weave.CodeFixes;

/// <summary>What a piece of code takes from the function around it.</summary>
/// <param name="Parameters">As parameters of a step.</param>
/// <param name="Arguments">As arguments for it.</param>
/// <param name="UsesThis">True if it uses members of the object.</param>
sealed record Inputs(IReadOnlyList<string> Parameters, IReadOnlyList<string> Arguments, bool UsesThis)
{
    /// <summary>The inputs; null if the piece gives more back than its value, or takes what cannot travel.</summary>
    public static Inputs? Of(SyntaxNode unit, MethodDeclarationSyntax function, FixSite site)
    {
        var flow = unit is StatementSyntax statement ? site.Semantics.AnalyzeDataFlow(statement) : site.Semantics.AnalyzeDataFlow((ExpressionSyntax)unit);
        if (flow is not { Succeeded: true } || unit.Ancestors().TakeWhile(a => a != function).Any(static a => a is CheckedStatementSyntax or CheckedExpressionSyntax))
            return null;
        var own = flow.VariablesDeclared;
        if (flow.WrittenInside.Any(v => !own.Contains(v, SymbolEqualityComparer.Default)) || own.Any(v => flow.ReadOutside.Contains(v, SymbolEqualityComparer.Default) || flow.WrittenOutside.Contains(v, SymbolEqualityComparer.Default)))
            return null;
        if (unit is StatementSyntax block && site.Semantics.AnalyzeControlFlow(block) is not { Succeeded: true, ExitPoints.IsEmpty: true, EntryPoints.IsEmpty: true })
            return null;
        if (unit.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(n => site.Semantics.GetSymbolInfo(n, site.Cancel).Symbol is ITypeParameterSymbol { DeclaringMethod: not null }))
            return null;

        var method = site.Semantics.GetDeclaredSymbol(function, site.Cancel);
        var pinned = PinnedPaths.In(site.Semantics.Compilation, site.Cancel);
        var (parameters, arguments, usesThis) = (new List<string>(), new List<string>(), false);
        foreach (var input in flow.ReadInside.Where(v => !own.Contains(v, SymbolEqualityComparer.Default)))
        {
            if (input is IParameterSymbol parameter && (parameter.IsThis || !SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method)))
            {
                // A parameter of a primary constructor is a member in disguise.
                usesThis = true;
                continue;
            }
            if ((input as ILocalSymbol)?.Type is not { } type && (type = (input as IParameterSymbol)?.Type) is null)
                return null;
            if (pinned(input.Name, type) is not null || IsOfMethod(type))
                return null;
            var name = Identifiers.Escape(input.Name);
            parameters.Add($"{AsUsed(type, input, unit, site).ToMinimalDisplayString(site.Semantics, site.Node.SpanStart)} {name}");
            arguments.Add(name);
        }
        usesThis |= unit.DescendantNodesAndSelf().Any(static n => n is ThisExpressionSyntax or BaseExpressionSyntax);
        return usesThis && method?.ContainingType.TypeKind == TypeKind.Struct ? null : new(parameters, arguments, usesThis);
    }

    /// <summary>True for a type that only the method can name.</summary>
    public static bool IsOfMethod(ITypeSymbol type) => TypeArguments.OpenIn(type).Any(static p => p.DeclaringMethod is not null);

    /// <summary>The compiler takes any <c>var</c> for nullable; what it knows of the value here says more.</summary>
    static ITypeSymbol AsUsed(ITypeSymbol type, ISymbol variable, SyntaxNode unit, FixSite site)
    {
        var uses = unit.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(n => SymbolEqualityComparer.Default.Equals(site.Semantics.GetSymbolInfo(n, site.Cancel).Symbol, variable));
        return type.IsReferenceType && uses.Any() && uses.All(n => site.Semantics.GetTypeInfo(n, site.Cancel).Nullability.FlowState == NullableFlowState.NotNull)
            ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)
            : type;
    }
}
