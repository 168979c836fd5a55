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
        KeysFirst.Write(writer, value.ToArray());
    }

    /// <inheritdoc/>
    public override ConcurrentDictionary<TKey, TValue> Allocate(StateReader reader) => new(Comparers.Read<TKey>(reader));

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ConcurrentDictionary<TKey, TValue> value)
    {
        KeysFirst.Read(reader, value);
    }
}
