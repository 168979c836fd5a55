using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Weave.Analyzer.Diagnostics;

namespace Weave.Analyzer.Advice;

/// <summary>0207 in a step: each attempt has copies of its own, so the caller does not see what it does to them.</summary>
sealed class ArgumentAdvice(AdvisedFunction function) : IAdvice
{
    readonly HashSet<string> reported = new(StringComparer.Ordinal);

    public void Look(IOperation operation)
    {
        foreach (var name in Change.RootsOf(operation).Select(r => Name(r, function.Method)).OfType<string>().Where(reported.Add))
            function.Report(Rules.ArgumentChanged, operation.Syntax, function.Method.Name, name, "made for each attempt of the step");
    }

    public void Conclude()
    {
    }

    /// <summary>What the source calls the argument, or null if it is another's.</summary>
    static string? Name(IOperation root, IMethodSymbol method) => root switch
    {
        IParameterReferenceOperation { Parameter: var parameter } when SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method) => parameter.Name,
        IInstanceReferenceOperation when !method.IsStatic => "this",
        _ => null,
    };
}
