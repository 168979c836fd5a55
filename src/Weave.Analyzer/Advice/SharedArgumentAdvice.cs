using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Reading;

namespace Weave.Analyzer.Advice;

/// <summary>0207 and 0208 at an un-awaited call: it has copies of its arguments, so caller and callee do not see what the other does to them.</summary>
sealed class SharedArgumentAdvice(AdvisedFunction function) : IAdvice
{
    public void Look(IOperation operation)
    {
        if (operation is not IInvocationOperation call || Callee.MarkOf(call.TargetMethod) == CalleeKind.Plain || !TaskTypes.IsTask(call.TargetMethod.ReturnType)
            || call.Syntax is not InvocationExpressionSyntax syntax || IsAwaited(syntax))
        {
            return;
        }
        foreach (var argument in call.Arguments.Where(static a => a.ArgumentKind == ArgumentKind.Explicit))
        {
            if (VariableOf(argument.Value) is not { } variable || argument.Parameter is not { } parameter || !IsCopied(parameter.Type))
                continue;
            if (ChangesIn(call.TargetMethod, parameter))
                function.Report(Rules.ArgumentChanged, argument.Syntax, call.TargetMethod.Name, variable.Name, "made for the un-awaited call");
            else if (IsUsedAfter(variable, call.Syntax))
                function.Report(Rules.ArgumentUsedLater, argument.Syntax, variable.Name, call.TargetMethod.Name);
        }
    }

    public void Conclude()
    {
    }

    static bool IsAwaited(InvocationExpressionSyntax call)
    {
        for (var node = call.Parent; node is ExpressionSyntax; node = node.Parent)
        {
            if (node is AwaitExpressionSyntax awaited)
                return CutFinder.AwaitedCall(awaited.Expression) == call;
        }
        return false;
    }

    static ISymbol? VariableOf(IOperation value) => Operations.Bare(value) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>True for what can travel and can change; what cannot travel has a rule of its own.</summary>
    bool IsCopied(ITypeSymbol type) => CodecPlanner.Plan(type, function.Compilation, function.Context.CancellationToken) is { Immutable: false, PinnedPath: null };

    /// <summary>True if the variable is mentioned behind the call, or anywhere in a loop around it that it outlives.</summary>
    bool IsUsedAfter(ISymbol variable, SyntaxNode call)
    {
        var declared = variable.DeclaringSyntaxReferences.FirstOrDefault()?.Span.Start ?? 0;
        var loop = call.Ancestors().TakeWhile(a => a != function.Root.Syntax)
            .LastOrDefault(a => a is WhileStatementSyntax or ForStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax && !a.Span.Contains(declared));
        return Operations.Under(function.Root).Any(use => SymbolEqualityComparer.Default.Equals(VariableOf(use), variable)
            && (use.Syntax.SpanStart >= call.Span.End || (loop is not null && loop.Span.Contains(use.Syntax.Span) && !call.Span.Contains(use.Syntax.Span))));
    }

    /// <summary>True if the callee's own code changes what the parameter holds.</summary>
    bool ChangesIn(IMethodSymbol callee, IParameterSymbol parameter)
    {
        var definition = Twins.Definition(callee);
        var body = definition.PartialImplementationPart ?? definition;
        if (body.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(function.Context.CancellationToken) is not MethodDeclarationSyntax syntax)
            return false;
#pragma warning disable RS1030 // the callee may stand in another tree; the compilation caches the model
        var semantics = function.Compilation.GetSemanticModel(syntax.SyntaxTree);
#pragma warning restore RS1030
        return semantics.GetOperation(syntax, function.Context.CancellationToken) is { } root
            && Operations.Under(root).SelectMany(Change.RootsOf).OfType<IParameterReferenceOperation>().Any(r => r.Parameter.Name == parameter.Name && SymbolEqualityComparer.Default.Equals(r.Parameter.ContainingSymbol, body));
    }
}
