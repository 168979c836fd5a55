using System.ComponentModel;

namespace Weave.Cursors;

/// <summary>A foreach over the values of a <see cref="SortedDictionary{TKey, TValue}"/>.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SortedDictionaryValuesCursor<TKey, TValue> : WalkCursor<SortedDictionary<TKey, TValue>, SortedDictionary<TKey, TValue>.ValueCollection.Enumerator, TValue>
    where TKey : notnull
{
    /// <summary>For loading.</summary>
    public SortedDictionaryValuesCursor()
    {
    }

    /// <param name="walk">The enumeration to save.</param>
    public SortedDictionaryValuesCursor(Walk<SortedDictionary<TKey, TValue>, SortedDictionary<TKey, TValue>.ValueCollection.Enumerator, TValue> walk)
        : base(walk)
    {
    }

    private protected override Walk<SortedDictionary<TKey, TValue>, SortedDictionary<TKey, TValue>.ValueCollection.Enumerator, TValue> Begin(SortedDictionary<TKey, TValue> collection) => Walk.Over(collection.Values);

    private protected override int Version(SortedDictionary<TKey, TValue> collection) => Trees.Version(collection);
}
