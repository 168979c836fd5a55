using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Codecs;

/// <summary>The enumerators that the runtime can save: the mirror of the cursors in Weave.Runtime.</summary>
static class KnownCursors
{
    static readonly Dictionary<string, string> byEnumerator = new(StringComparer.Ordinal)
    {
        ["System.Collections.Generic.List<T>.Enumerator"] = "ListCursor",
        ["System.Collections.Generic.Dictionary<TKey, TValue>.Enumerator"] = "DictionaryCursor",
        ["System.Collections.Generic.Dictionary<TKey, TValue>.KeyCollection.Enumerator"] = "DictionaryKeysCursor",
        ["System.Collections.Generic.Dictionary<TKey, TValue>.ValueCollection.Enumerator"] = "DictionaryValuesCursor",
        ["System.Collections.Generic.HashSet<T>.Enumerator"] = "HashSetCursor",
        ["System.Collections.Generic.Queue<T>.Enumerator"] = "QueueCursor",
        ["System.Collections.Generic.Stack<T>.Enumerator"] = "StackCursor",
        ["System.Collections.Generic.LinkedList<T>.Enumerator"] = "LinkedListCursor",
        ["System.Collections.Generic.PriorityQueue<TElement, TPriority>.UnorderedItemsCollection.Enumerator"] = "PriorityQueueCursor",
        ["System.Collections.Generic.OrderedDictionary<TKey, TValue>.Enumerator"] = "OrderedDictionaryCursor",
        ["System.Collections.Immutable.ImmutableArray<T>.Enumerator"] = "ImmutableArrayCursor",
    };

    /// <summary>Collections whose enumerators do not say where they stand: their steps are counted.</summary>
    static readonly Dictionary<string, string> byCollection = new(StringComparer.Ordinal)
    {
        ["System.Collections.Generic.SortedSet<T>"] = "SortedSetCursor",
        ["System.Collections.Generic.SortedDictionary<TKey, TValue>"] = "SortedDictionaryCursor",
        ["System.Collections.Generic.SortedDictionary<TKey, TValue>.KeyCollection"] = "SortedDictionaryKeysCursor",
        ["System.Collections.Generic.SortedDictionary<TKey, TValue>.ValueCollection"] = "SortedDictionaryValuesCursor",
        ["System.Collections.Generic.SortedList<TKey, TValue>"] = "SortedListCursor",
        ["System.Collections.Immutable.ImmutableList<T>"] = "ImmutableListCursor",
        ["System.Collections.Immutable.ImmutableStack<T>"] = "ImmutableStackCursor",
        ["System.Collections.Immutable.ImmutableQueue<T>"] = "ImmutableQueueCursor",
        ["System.Collections.Immutable.ImmutableSortedSet<T>"] = "ImmutableSortedSetCursor",
        ["System.Collections.Immutable.ImmutableSortedDictionary<TKey, TValue>"] = "ImmutableSortedDictionaryCursor",
    };

    /// <summary>Classes and interfaces behind which an enumerator most often is one that the runtime can save.</summary>
    static readonly HashSet<string> open = new(StringComparer.Ordinal)
    {
        "System.Collections.Generic.IList<T>",
        "System.Collections.Generic.ICollection<T>",
        "System.Collections.Generic.IReadOnlyList<T>",
        "System.Collections.Generic.IReadOnlyCollection<T>",
        "System.Collections.Generic.ISet<T>",
        "System.Collections.Generic.IReadOnlySet<T>",
        "System.Collections.Generic.IDictionary<TKey, TValue>",
        "System.Collections.Generic.IReadOnlyDictionary<TKey, TValue>",
        "System.Collections.ObjectModel.Collection<T>",
        "System.Collections.ObjectModel.ReadOnlyCollection<T>",
        "System.Collections.ObjectModel.ReadOnlyDictionary<TKey, TValue>",
        "System.Collections.BitArray",
        "System.Collections.ArrayList",
    };

    /// <summary>The cursor class for an enumerator, as code writes it, and the collection that it refers to; null if there is none.</summary>
    public static (string Cursor, INamedTypeSymbol Collection)? Of(ITypeSymbol enumerator)
    {
        if (enumerator is not INamedTypeSymbol { ContainingType: { } container } named || !byEnumerator.TryGetValue(named.OriginalDefinition.ToDisplayString(), out var cursor))
            return null;
        return (Name(cursor, named), Outermost(container));
    }

    /// <summary>The cursor class for a collection whose enumerator's steps are counted, the struct that counts them, both as code writes them, and the collection; null if there is none.</summary>
    public static (string Cursor, string Walk, INamedTypeSymbol Collection)? OfSteps(ITypeSymbol sequence, ITypeSymbol enumerator, ITypeSymbol element)
    {
        if (sequence is not INamedTypeSymbol named || !byCollection.TryGetValue(named.OriginalDefinition.ToDisplayString(), out var cursor))
            return null;
        var collection = Outermost(named);
        var steps = enumerator.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_Collections_IEnumerator)
            ? TypeNames.Of(enumerator)
            : $"global::System.Collections.Generic.IEnumerator<{TypeNames.Of(element)}>";
        return (Name(cursor, named), $"{KnownNames.Cursors}.Walk<{TypeNames.Of(collection)}, {steps}, {TypeNames.Of(element)}>", collection);
    }

    /// <summary>True for a sequence whose enumerator may show at run time that it can be saved. Any other one is taken for an iterator.</summary>
    public static bool ShowAtRunTime(ITypeSymbol sequence) => open.Contains(sequence.OriginalDefinition.ToDisplayString());

    static string Name(string cursor, INamedTypeSymbol type) => $"{KnownNames.Cursors}.{cursor}<{string.Join(", ", TypeArguments.AllOf(type).Select(TypeNames.Of))}>";

    static INamedTypeSymbol Outermost(INamedTypeSymbol type) => type.ContainingType is { } outer ? Outermost(outer) : type;
}
