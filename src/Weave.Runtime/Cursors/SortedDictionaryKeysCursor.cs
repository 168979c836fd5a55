using System.ComponentModel;

namespace Weave.Cursors;

/// <summary>A foreach over the keys of a <see cref="SortedDictionary{TKey, TValue}"/>.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SortedDictionaryKeysCursor<TKey, TValue> : WalkCursor<SortedDictionary<TKey, TValue>, SortedDictionary<TKey, TValue>.KeyCollection.Enumerator, TKey>
    where TKey : notnull
{
    /// <summary>For loading.</summary>
    public SortedDictionaryKeysCursor()
    {
    }

    /// <param name="walk">The enumeration to save.</param>
    public SortedDictionaryKeysCursor(Walk<SortedDictionary<TKey, TValue>, SortedDictionary<TKey, TValue>.KeyCollection.Enumerator, TKey> walk)
        : base(walk)
    {
    }

    private protected override Walk<SortedDictionary<TKey, TValue>, SortedDictionary<TKey, TValue>.KeyCollection.Enumerator, TKey> Begin(SortedDictionary<TKey, TValue> collection) => Walk.Over(collection.Keys);

    private protected override int Version(SortedDictionary<TKey, TValue> collection) => Trees.Version(collection);
}
