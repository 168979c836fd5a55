using System.Collections.Frozen;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary>
/// <see cref="FrozenDictionary{TKey, TValue}"/> with keys whose hash depends on nothing but themselves, and a comparer that Weave knows. Its class follows from the keys, so they come
/// first; the values, which may lead back to it, are put into their places later.
/// </summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FrozenDictionaryCodec<TKey, TValue> : ObjectCodec<FrozenDictionary<TKey, TValue>>
    where TKey : notnull
{
    /// <summary>Where a hash differs from process to process, keys may lie in another order than they were written in: this one, in which their values come.</summary>
    static readonly ConditionalWeakTable<FrozenDictionary<TKey, TValue>, TKey[]> reordered = [];

    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(FrozenDictionary<TKey, TValue>));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, FrozenDictionary<TKey, TValue> value)
    {
        if (!Comparers.HashesAlone<TKey>())
            throw new NoCodecException(typeof(FrozenDictionary<TKey, TValue>), "its keys are no simple values");
        Comparers.Write(writer, value.Comparer);
        writer.PutUInt64((uint)value.Count);
        foreach (var key in value.Keys)
            writer.Put(key);
        foreach (var item in value.Values)
            writer.Put(item);
    }

    /// <inheritdoc/>
    public override FrozenDictionary<TKey, TValue> Allocate(StateReader reader)
    {
        if (!Comparers.HashesAlone<TKey>())
            throw reader.Corrupt("a frozen dictionary has keys that are no simple values");
        var comparer = Comparers.Read<TKey>(reader);
        var keys = new TKey[reader.GetCount(bytesEach: 2)];
        Elements.ReadEach(reader, keys);
        var made = Make(keys, comparer);
        if (made.Count != keys.Length)
            throw reader.Corrupt("a dictionary has a key twice");

        // Keys of one bucket are laid out last one first.
        if (!made.Keys.AsSpan().SequenceEqual(keys, comparer))
            made = Make(keys.Reverse(), comparer);
        if (!made.Keys.AsSpan().SequenceEqual(keys, comparer))
            reordered.Add(made, keys);
        return made;
    }

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, FrozenDictionary<TKey, TValue> value)
    {
        if (!reordered.TryGetValue(value, out var keys))
            keys = [.. value.Keys];
        foreach (var key in keys)
            Unsafe.AsRef(in value.GetValueRefOrNullRef(key)) = reader.Get<TValue>();
    }

    static FrozenDictionary<TKey, TValue> Make(IEnumerable<TKey> keys, IEqualityComparer<TKey>? comparer) =>
        keys.Select(static key => KeyValuePair.Create(key, default(TValue)!)).ToFrozenDictionary(comparer);
}
