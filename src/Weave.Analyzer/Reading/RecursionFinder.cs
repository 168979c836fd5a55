using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
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

    /// <summary>What a method calls, with a twin or without: bodies are bound once a compilation, however often and for whom they are asked.</summary>
    static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<IMethodSymbol, IReadOnlyList<IMethodSymbol>>> called = new();

    static IEnumerable<IMethodSymbol> Callees(IMethodSymbol function, Compilation compilation, Twins twins, CancellationToken cancel) =>
        Called(function, compilation, cancel).Where(callee => Callee.MarkOf(callee) is not CalleeKind.Step && twins.Has(callee));

    /// <summary>The definitions of what a method calls, each once.</summary>
    public static IReadOnlyList<IMethodSymbol> Called(IMethodSymbol function, Compilation compilation, CancellationToken cancel) =>
        called.GetValue(compilation, static _ => new(SymbolEqualityComparer.Default)).GetOrAdd(function, f => [.. Bound(f, compilation, cancel).Distinct<IMethodSymbol>(SymbolEqualityComparer.Default)]);

    static IEnumerable<IMethodSymbol> Bound(IMethodSymbol function, Compilation compilation, CancellationToken cancel)
    {
        foreach (var reference in (function.PartialImplementationPart ?? function).DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax(cancel);
#pragma warning disable RS1030 // the callee may stand in another tree
            var semantics = compilation.GetSemanticModel(syntax.SyntaxTree);
#pragma warning restore RS1030
            foreach (var invocation in syntax.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (semantics.GetSymbolInfo(invocation, cancel).Symbol is IMethodSymbol callee)
                    yield return Twins.Definition(callee);
            }
        }
    }
}
