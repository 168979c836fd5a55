using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>The target of a call, classified.</summary>
sealed record Callee(CalleeKind Kind, IMethodSymbol Symbol)
{
    /// <summary>True if the call gives a task that has to be awaited.</summary>
    public bool IsAsync => TaskTypes.IsTask(Symbol.ReturnType);

    /// <summary>The type of the value it gives in the end; null for none.</summary>
    public ITypeSymbol? Result => TaskTypes.Result(Symbol.ReturnType);

    /// <summary>What <paramref name="invocation"/> calls, or null when it is no method.</summary>
    public static Callee? Of(InvocationExpressionSyntax invocation, SemanticModel semantics, Twins twins, CancellationToken cancel) =>
        semantics.GetSymbolInfo(invocation, cancel).Symbol is IMethodSymbol method
            ? new(StructReceiver.IsShared(invocation, method, semantics, cancel) ? CalleeKind.Plain : KindOf(method, twins), method)
            : null;

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
            switch (attribute.AttributeClass?.ToDisplayString())
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
