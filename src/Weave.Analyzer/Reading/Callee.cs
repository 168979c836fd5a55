using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>The target of a call, classified.</summary>
/// <param name="Kind">What calling it means.</param>
/// <param name="Symbol">The method; of one in an extension block its implementation.</param>
sealed record Callee(CalleeKind Kind, IMethodSymbol Symbol)
{
    /// <summary>True if it is called as a member of what is its first argument.</summary>
    public bool IsReduced { get; init; }

    /// <summary>True if it is called by way of an extension block.</summary>
    public bool IsOfBlock { get; init; }

    /// <summary>True if the call gives a task that has to be awaited.</summary>
    public bool IsAsync => TaskTypes.IsTask(Symbol.ReturnType);

    /// <summary>The type of the value it gives in the end; null for none.</summary>
    public ITypeSymbol? Result => TaskTypes.Result(Symbol.ReturnType);

    /// <summary>What <paramref name="invocation"/> calls, or null when it is no method.</summary>
    public static Callee? Of(InvocationExpressionSyntax invocation, SemanticModel semantics, Twins twins, CancellationToken cancel) =>
        semantics.GetSymbolInfo(invocation, cancel).Symbol is IMethodSymbol method ? Of(invocation, method, ExtensionBlocks.ImplementationOf(method), semantics, twins, cancel) : null;

    static Callee Of(InvocationExpressionSyntax invocation, IMethodSymbol method, IMethodSymbol body, SemanticModel semantics, Twins twins, CancellationToken cancel)
    {
        var isOfBlock = !ReferenceEquals(method, body);
        return new(StructReceiver.IsShared(invocation, body, semantics, cancel) ? CalleeKind.Plain : KindOf(body, twins), body)
        {
            IsReduced = method.ReducedFrom is not null || isOfBlock && !method.IsStatic,
            IsOfBlock = isOfBlock,
        };
    }

    /// <summary>What calling the method means: only one with a twin is more than a plain call.</summary>
    static CalleeKind KindOf(IMethodSymbol method, Twins twins)
    {
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.ReducedExtension))
            return CalleeKind.Plain;
        if (method.ContainingType?.ToDisplayString() == KnownNames.Durable)
            return method.ContainingType.GetMembers(method.Name + KnownNames.WovenSuffix).IsEmpty ? CalleeKind.Plain : CalleeKind.Durable;
        if (!twins.Has(method))
            return CalleeKind.Plain;
        return MarkOf(method) == CalleeKind.Step ? CalleeKind.Step : CalleeKind.Fragment;
    }

    /// <summary>What the method's attributes say it shall be, whether or not it can.</summary>
    public static CalleeKind MarkOf(IMethodSymbol method)
    {
        foreach (var attribute in Twins.Definition(method).GetAttributes())
        {
            // By name first: to spell out every attribute of a large compilation takes its time.
            if (attribute.AttributeClass is not { Name: "FragmentAttribute" or "StepAttribute" } type)
                continue;
            switch (type.ToDisplayString())
            {
                case KnownNames.FragmentAttribute:
                    return CalleeKind.Fragment;
                case KnownNames.StepAttribute:
                    return CalleeKind.Step;
                default:
                    break;
            }
        }
        return CalleeKind.Plain;
    }
}
