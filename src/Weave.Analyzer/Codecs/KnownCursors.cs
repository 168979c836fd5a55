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
    };

    /// <summary>The cursor class for an enumerator, as code writes it, and the collection that it refers to; null if there is none.</summary>
    public static (string Cursor, INamedTypeSymbol Collection)? Of(ITypeSymbol enumerator)
    {
        if (enumerator is not INamedTypeSymbol { ContainingType: { } container } named || !byEnumerator.TryGetValue(named.OriginalDefinition.ToDisplayString(), out var cursor))
            return null;
        while (container.ContainingType is { } outer)
            container = outer;
        return ($"{KnownNames.Cursors}.{cursor}<{string.Join(", ", TypeArguments.AllOf(named).Select(TypeNames.Of))}>", container);
    }
}
