using System.ComponentModel;
using Weave.Cursors;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="OrderedDictionary{TKey, TValue}"/> with a comparer that Weave knows; its capacity does not travel.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OrderedDictionaryCodec<TKey, TValue> : ObjectCodec<OrderedDictionary<TKey, TValue>>
    where TKey : notnull
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(OrderedDictionary<TKey, TValue>));

    internal override IEnumerable<CursorKind> Enumerators =>
    [
        CursorKind.Of<OrderedDictionary<TKey, TValue>.Enumerator, OrderedDictionaryCursor<TKey, TValue>>(static e => new(e)),
    ];

    /// <inheritdoc/>
    public override bool Late => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, OrderedDictionary<TKey, TValue> value)
    {
        Comparers.Write(writer, value.Comparer);
        KeysFirst.Write(writer, value);
    }

    /// <inheritdoc/>
    public override OrderedDictionary<TKey, TValue> Allocate(StateReader reader) => new(Comparers.Read<TKey>(reader));

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, OrderedDictionary<TKey, TValue> value)
    {
        KeysFirst.Read(reader, value);
    }
}
