using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>Tells whether a fragment function can come back to itself through fragment calls; virtual calls count as coming back.</summary>
static class RecursionFinder
{
    public static bool IsRecursive(IMethodSymbol function, Compilation compilation, Twins twins, CancellationToken cancel)
    {
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IMethodSymbol>();
        pending.Push(function);
        while (pending.Count > 0)
        {
            foreach (var callee in Callees(pending.Pop(), compilation, twins, cancel))
            {
                if (Dispatches.IsChecked(callee) || SymbolEqualityComparer.Default.Equals(callee, Twins.Definition(function)))
                    return true;
                if (seen.Add(callee))
                    pending.Push(callee);
            }
        }
        return false;
    }

    static IEnumerable<IMethodSymbol> Callees(IMethodSymbol function, Compilation compilation, Twins twins, CancellationToken cancel)
    {
        foreach (var reference in (function.PartialImplementationPart ?? function).DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax(cancel);
#pragma warning disable RS1030 // the callee may stand in another tree; the compilation caches the model
            var semantics = compilation.GetSemanticModel(syntax.SyntaxTree);
#pragma warning restore RS1030
            foreach (var invocation in syntax.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (Callee.Of(invocation, semantics, twins, cancel) is { Kind: CalleeKind.Fragment } callee)
                    yield return Twins.Definition(callee.Symbol);
            }
        }
    }
}
