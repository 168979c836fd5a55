using System.ComponentModel;

namespace Weave.Cursors;

/// <summary>A foreach over a <see cref="SortedList{TKey, TValue}"/>.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SortedListCursor<TKey, TValue> : WalkCursor<SortedList<TKey, TValue>, IEnumerator<KeyValuePair<TKey, TValue>>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    /// <summary>For loading.</summary>
    public SortedListCursor()
    {
    }

    /// <param name="walk">The enumeration to save.</param>
    public SortedListCursor(Walk<SortedList<TKey, TValue>, IEnumerator<KeyValuePair<TKey, TValue>>, KeyValuePair<TKey, TValue>> walk)
        : base(walk)
    {
    }

    private protected override Walk<SortedList<TKey, TValue>, IEnumerator<KeyValuePair<TKey, TValue>>, KeyValuePair<TKey, TValue>> Begin(SortedList<TKey, TValue> collection) => Walk.Over(collection);

    private protected override int Version(SortedList<TKey, TValue> collection) => Trees.Version(collection);
}
