using System.Collections.Immutable;
using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ImmutableSortedDictionary{TKey, TValue}.Builder"/>: what it holds so far, with a comparer that Weave knows.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableSortedDictionaryBuilderCodec<TKey, TValue> : ObjectCodec<ImmutableSortedDictionary<TKey, TValue>.Builder>
    where TKey : notnull
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ImmutableSortedDictionary<TKey, TValue>.Builder));

    /// <inheritdoc/>
    public override bool Late => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ImmutableSortedDictionary<TKey, TValue>.Builder value)
    {
        if (!ReferenceEquals(value.ValueComparer, EqualityComparer<TValue>.Default))
            throw new NoCodecException(value.ValueComparer.GetType(), "the comparer of a collection");
        Orders.Write(writer, value.KeyComparer);
        KeysFirst.Write(writer, value);
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<TKey, TValue>.Builder Allocate(StateReader reader) => ImmutableSortedDictionary.CreateBuilder<TKey, TValue>();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ImmutableSortedDictionary<TKey, TValue>.Builder value)
    {
        value.KeyComparer = Orders.Read<TKey>(reader) ?? Comparer<TKey>.Default;
        KeysFirst.Read(reader, value);
    }
}
