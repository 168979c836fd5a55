using System.Collections.Immutable;
using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ImmutableDictionary{TKey, TValue}.Builder"/>: what it holds so far, with a comparer that Weave knows.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableDictionaryBuilderCodec<TKey, TValue> : ObjectCodec<ImmutableDictionary<TKey, TValue>.Builder>
    where TKey : notnull
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ImmutableDictionary<TKey, TValue>.Builder));

    /// <inheritdoc/>
    public override bool Late => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ImmutableDictionary<TKey, TValue>.Builder value)
    {
        if (!ReferenceEquals(value.ValueComparer, EqualityComparer<TValue>.Default))
            throw new NoCodecException(value.ValueComparer.GetType(), "the comparer of a collection");
        Comparers.Write(writer, value.KeyComparer);
        KeysFirst.Write(writer, value);
    }

    /// <inheritdoc/>
    public override ImmutableDictionary<TKey, TValue>.Builder Allocate(StateReader reader) => ImmutableDictionary.CreateBuilder<TKey, TValue>();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ImmutableDictionary<TKey, TValue>.Builder value)
    {
        value.KeyComparer = Comparers.Read<TKey>(reader) ?? EqualityComparer<TKey>.Default;
        KeysFirst.Read(reader, value);
    }
}
