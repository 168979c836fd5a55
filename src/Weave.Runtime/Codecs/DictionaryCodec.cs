using System.ComponentModel;
using Weave.Cursors;
using Weave.State;

namespace Weave.Codecs;

/// <summary>
/// <see cref="Dictionary{TKey, TValue}"/> with a comparer that Weave knows. It enumerates in the order of the original, and so do later additions: the slots
/// that removals left free travel too.
/// </summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DictionaryCodec<TKey, TValue> : ObjectCodec<Dictionary<TKey, TValue>>
    where TKey : notnull
{
    static readonly bool late = !Comparers.HashesAlone<TKey>();

    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Dictionary<TKey, TValue>));

    /// <inheritdoc/>
    public override bool Late => late;

    internal override IEnumerable<CursorKind> Enumerators =>
    [
        CursorKind.Of<Dictionary<TKey, TValue>.Enumerator, DictionaryCursor<TKey, TValue>>(static e => new(e)),
        CursorKind.Of<Dictionary<TKey, TValue>.KeyCollection.Enumerator, DictionaryKeysCursor<TKey, TValue>>(static e => new(e)),
        CursorKind.Of<Dictionary<TKey, TValue>.ValueCollection.Enumerator, DictionaryValuesCursor<TKey, TValue>>(static e => new(e)),
    ];

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Dictionary<TKey, TValue> value)
    {
        Comparers.Write(writer, value.Comparer);
        FreeSlots.Write(writer, value.Count, DictionarySlots<TKey, TValue>.Free(value), value.Capacity);
        if (!late)
        {
            foreach (var (key, item) in value)
            {
                writer.Put(key);
                writer.Put(item);
            }

            return;
        }

        // Keys first: a loader sees which objects have to be whole before this one is filled.
        foreach (var (key, _) in value)
            writer.Put(key);
        writer.PutKeysEnd();
        foreach (var (_, item) in value)
            writer.Put(item);
    }

    /// <inheritdoc/>
    public override Dictionary<TKey, TValue> Allocate(StateReader reader) => new(Comparers.Read<TKey>(reader));

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Dictionary<TKey, TValue> value)
    {
        var slots = FreeSlots.Read(reader);
        value.EnsureCapacity(slots.Capacity);
        if (!late)
        {
            for (var i = 0; i < slots.Total; i++)
            {
                if (slots.IsFree(i))
                    DictionarySlots<TKey, TValue>.Skip(value);
                else
                    value.Add(reader.Get<TKey>(), reader.Get<TValue>());
            }
        }
        else
        {
            var keys = new TKey[slots.Used];
            Elements.ReadEach(reader, keys);
            reader.ExpectMarker(ItemWalker.KeysEnd);
            var next = 0;
            for (var i = 0; i < slots.Total; i++)
            {
                if (slots.IsFree(i))
                    DictionarySlots<TKey, TValue>.Skip(value);
                else
                    value.Add(keys[next++], reader.Get<TValue>());
            }
        }

        DictionarySlots<TKey, TValue>.Link(value, slots.Free);
    }
}
