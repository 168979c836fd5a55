using System.Collections.Concurrent;
using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ConcurrentDictionary{TKey, TValue}"/> with a comparer that Weave knows. It promises no order, and keeps none.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConcurrentDictionaryCodec<TKey, TValue> : ObjectCodec<ConcurrentDictionary<TKey, TValue>>
    where TKey : notnull
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ConcurrentDictionary<TKey, TValue>));

    /// <inheritdoc/>
    public override bool Late => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ConcurrentDictionary<TKey, TValue> value)
    {
        Comparers.Write(writer, value.Comparer);

        // Keys first: a loader sees which objects have to be whole before this one is filled.
        var pairs = value.ToArray();
        writer.PutUInt64((uint)pairs.Length);
        foreach (var (key, _) in pairs)
            writer.Put(key);
        writer.PutKeysEnd();
        foreach (var (_, item) in pairs)
            writer.Put(item);
    }

    /// <inheritdoc/>
    public override ConcurrentDictionary<TKey, TValue> Allocate(StateReader reader) => new(Comparers.Read<TKey>(reader));

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ConcurrentDictionary<TKey, TValue> value)
    {
        var keys = new TKey[reader.GetCount()];
        Elements.ReadEach(reader, keys);
        reader.ExpectMarker(ItemWalker.KeysEnd);
        foreach (var key in keys)
        {
            if (!value.TryAdd(key, reader.Get<TValue>()))
                throw reader.Corrupt("a dictionary holds the same key twice");
        }
    }
}
