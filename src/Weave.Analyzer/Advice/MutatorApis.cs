using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Weave.Analyzer.Advice;

/// <summary>Methods of the base library that change the collection they are called on.</summary>
static class MutatorApis
{
    static readonly HashSet<string> ofCollections = new(StringComparer.Ordinal)
    {
        "Add", "AddRange", "AddFirst", "AddLast", "AddBefore", "AddAfter", "AddOrUpdate", "Clear", "Dequeue", "Enqueue", "EnqueueDequeue", "EnqueueRange", "DequeueEnqueue", "ExceptWith", "GetOrAdd", "Insert",
        "InsertRange", "IntersectWith", "Pop", "Push", "PushRange", "Remove", "RemoveAll", "RemoveAt", "RemoveFirst", "RemoveLast", "RemoveRange", "RemoveWhere", "Reverse", "Set", "SetAll", "Sort",
        "SymmetricExceptWith", "TryAdd", "TryDequeue", "TryPop", "TryPush", "TryRemove", "TryTake", "TryUpdate", "UnionWith",
    };

    static readonly HashSet<string> ofStringBuilder = new(StringComparer.Ordinal)
    {
        "Append", "AppendFormat", "AppendJoin", "AppendLine", "Clear", "Insert", "Remove", "Replace",
    };

    /// <summary>The collection that a call changes, or null.</summary>
    public static IOperation? ChangedBy(IInvocationOperation call)
    {
        var (method, type) = (call.TargetMethod, call.TargetMethod.ContainingType);
        if (type.SpecialType == SpecialType.System_Array)
        {
            return method.Name switch
            {
                "Sort" or "Reverse" or "Fill" or "Clear" => Argument(0),
                "Copy" or "ConstrainedCopy" => call.Arguments.FirstOrDefault(static a => a.Parameter?.Name == "destinationArray")?.Value,
                "SetValue" => call.Instance,
                _ => null,
            };
        }
        if (method.IsStatic)
            return null;
        if (ofCollections.Contains(method.Name) && IsMutableCollection(type) || ofStringBuilder.Contains(method.Name) && ApiTable.FullName(type) == "System.Text.StringBuilder")
            return call.Instance;
        return method.Name == "Shuffle" && ApiTable.FullName(type) == "System.Random" ? Argument(0) : null;

        IOperation? Argument(int ordinal) => call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == ordinal)?.Value;
    }

    static bool IsMutableCollection(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace?.ToDisplayString();
        return space is "System.Collections" or "System.Collections.Generic" or "System.Collections.Concurrent" or "System.Collections.ObjectModel" or "System.Collections.Specialized";
    }
}
