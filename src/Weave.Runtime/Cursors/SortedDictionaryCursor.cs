using System.ComponentModel;

namespace Weave.Cursors;

/// <summary>A foreach over a <see cref="SortedDictionary{TKey, TValue}"/>.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SortedDictionaryCursor<TKey, TValue> : WalkCursor<SortedDictionary<TKey, TValue>, SortedDictionary<TKey, TValue>.Enumerator, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    /// <summary>For loading.</summary>
    public SortedDictionaryCursor()
    {
    }

    /// <param name="walk">The enumeration to save.</param>
    public SortedDictionaryCursor(Walk<SortedDictionary<TKey, TValue>, SortedDictionary<TKey, TValue>.Enumerator, KeyValuePair<TKey, TValue>> walk)
        : base(walk)
    {
    }

    private protected override Walk<SortedDictionary<TKey, TValue>, SortedDictionary<TKey, TValue>.Enumerator, KeyValuePair<TKey, TValue>> Begin(SortedDictionary<TKey, TValue> collection) => Walk.Over(collection);

    private protected override int Version(SortedDictionary<TKey, TValue> collection) => Trees.Version(collection);
}
