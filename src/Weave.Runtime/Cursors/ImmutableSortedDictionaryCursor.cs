using System.Collections.Immutable;
using System.ComponentModel;

namespace Weave.Cursors;

/// <summary>A foreach over an <see cref="ImmutableSortedDictionary{TKey, TValue}"/>.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableSortedDictionaryCursor<TKey, TValue> : WalkCursor<ImmutableSortedDictionary<TKey, TValue>, ImmutableSortedDictionary<TKey, TValue>.Enumerator, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    /// <summary>For loading.</summary>
    public ImmutableSortedDictionaryCursor()
    {
    }

    /// <param name="walk">The enumeration to save.</param>
    public ImmutableSortedDictionaryCursor(Walk<ImmutableSortedDictionary<TKey, TValue>, ImmutableSortedDictionary<TKey, TValue>.Enumerator, KeyValuePair<TKey, TValue>> walk)
        : base(walk)
    {
    }

    private protected override Walk<ImmutableSortedDictionary<TKey, TValue>, ImmutableSortedDictionary<TKey, TValue>.Enumerator, KeyValuePair<TKey, TValue>> Begin(ImmutableSortedDictionary<TKey, TValue> collection) => Walk.Over(collection);

    private protected override int Version(ImmutableSortedDictionary<TKey, TValue> collection) => 0;
}
