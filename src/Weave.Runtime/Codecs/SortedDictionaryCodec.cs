using System.ComponentModel;
using Weave.Cursors;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="SortedDictionary{TKey, TValue}"/> with a comparer that Weave knows.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SortedDictionaryCodec<TKey, TValue> : ObjectCodec<SortedDictionary<TKey, TValue>>
    where TKey : notnull
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(SortedDictionary<TKey, TValue>));

    internal override IEnumerable<CursorKind> Enumerators =>
    [
        CursorKind.Of<Walk<SortedDictionary<TKey, TValue>, SortedDictionary<TKey, TValue>.Enumerator, KeyValuePair<TKey, TValue>>, SortedDictionaryCursor<TKey, TValue>>(static e => new(e)),
        CursorKind.Of<Walk<SortedDictionary<TKey, TValue>, SortedDictionary<TKey, TValue>.KeyCollection.Enumerator, TKey>, SortedDictionaryKeysCursor<TKey, TValue>>(static e => new(e)),
        CursorKind.Of<Walk<SortedDictionary<TKey, TValue>, SortedDictionary<TKey, TValue>.ValueCollection.Enumerator, TValue>, SortedDictionaryValuesCursor<TKey, TValue>>(static e => new(e)),
    ];

    /// <inheritdoc/>
    public override bool Late => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, SortedDictionary<TKey, TValue> value)
    {
        Orders.Write(writer, value.Comparer);
        KeysFirst.Write(writer, value);
    }

    /// <inheritdoc/>
    public override SortedDictionary<TKey, TValue> Allocate(StateReader reader) => new(Orders.Read<TKey>(reader));

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, SortedDictionary<TKey, TValue> value)
    {
        KeysFirst.Read(reader, value);
    }
}
