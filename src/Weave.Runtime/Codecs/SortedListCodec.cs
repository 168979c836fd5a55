using System.ComponentModel;
using Weave.Cursors;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="SortedList{TKey, TValue}"/> with a comparer that Weave knows; its capacity does not travel.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SortedListCodec<TKey, TValue> : ObjectCodec<SortedList<TKey, TValue>>
    where TKey : notnull
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(SortedList<TKey, TValue>));

    internal override IEnumerable<CursorKind> Enumerators =>
    [
        CursorKind.Of<Walk<SortedList<TKey, TValue>, IEnumerator<KeyValuePair<TKey, TValue>>, KeyValuePair<TKey, TValue>>, SortedListCursor<TKey, TValue>>(static e => new(e)),
    ];

    /// <inheritdoc/>
    public override bool Late => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, SortedList<TKey, TValue> value)
    {
        Orders.Write(writer, value.Comparer);
        KeysFirst.Write(writer, value);
    }

    /// <inheritdoc/>
    public override SortedList<TKey, TValue> Allocate(StateReader reader) => new(Orders.Read<TKey>(reader));

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, SortedList<TKey, TValue> value)
    {
        KeysFirst.Read(reader, value);
    }
}
