using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ReadOnlyDictionary{TKey, TValue}"/>: a view of a dictionary, which others may change.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ReadOnlyDictionaryCodec<TKey, TValue> : ObjectCodec<ReadOnlyDictionary<TKey, TValue>>
    where TKey : notnull
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ReadOnlyDictionary<TKey, TValue>));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ReadOnlyDictionary<TKey, TValue> value) => writer.PutObject(Inner(value));

    /// <inheritdoc/>
    public override ReadOnlyDictionary<TKey, TValue> Allocate(StateReader reader) => new(new Dictionary<TKey, TValue>());

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ReadOnlyDictionary<TKey, TValue> value) =>
        Inner(value) = reader.Get<IDictionary<TKey, TValue>>() ?? throw reader.Corrupt("a collection is wrapped around nothing");

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_dictionary")]
    static extern ref IDictionary<TKey, TValue> Inner(ReadOnlyDictionary<TKey, TValue> value);
}
