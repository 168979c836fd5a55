using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Reading;

/// <summary>The task types that weaving unwraps.</summary>
static class TaskTypes
{
    const string Tasks = "System.Threading.Tasks";

    public static bool IsTask(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: 0 or 1 } named && named.ContainingNamespace.ToDisplayString() == Tasks;

    /// <summary>The value type of a task, the type itself for anything else, null for void and value-less tasks.</summary>
    public static ITypeSymbol? Result(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Void)
            return null;
        if (!IsTask(type))
            return type;
        var named = (INamedTypeSymbol)type;
        return named.Arity == 0 ? null : named.TypeArguments[0];
    }

    /// <summary>True for what <c>ForeignWait</c> has an overload for.</summary>
    public static bool IsAwaited(ITypeSymbol? type) =>
        type is not null && (IsTask(type)
            || (type is INamedTypeSymbol { Name: "ConfiguredTaskAwaitable" or "ConfiguredValueTaskAwaitable" or "YieldAwaitable" } named
                && named.ContainingNamespace.ToDisplayString() == "System.Runtime.CompilerServices"));

    /// <summary>What awaiting an awaited type gives; null for nothing.</summary>
    public static ITypeSymbol? AwaitResult(ITypeSymbol type) => type is INamedTypeSymbol { Arity: 1 } named ? named.TypeArguments[0] : null;
}
