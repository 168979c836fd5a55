using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="KeyValuePair{TKey, TValue}"/>.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class KeyValuePairCodec<TKey, TValue> : Codec<KeyValuePair<TKey, TValue>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(KeyValuePair<TKey, TValue>));

    /// <inheritdoc/>
    public override void Write(StateWriter writer, KeyValuePair<TKey, TValue> value)
    {
        writer.Put(value.Key);
        writer.Put(value.Value);
    }

    /// <inheritdoc/>
    public override KeyValuePair<TKey, TValue> Read(StateReader reader) => new(reader.Get<TKey>(), reader.Get<TValue>());
}
