using System.Collections.Immutable;
using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ImmutableDictionary{TKey, TValue}"/> with a comparer that Weave knows and the default comparer of values. It promises no order, and keeps none.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableDictionaryCodec<TKey, TValue> : ObjectCodec<ImmutableDictionary<TKey, TValue>>
    where TKey : notnull
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ImmutableDictionary<TKey, TValue>));

    /// <inheritdoc/>
    public override bool Late => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ImmutableDictionary<TKey, TValue> value)
    {
        // The one shared empty one stays that.
        if (ReferenceEquals(value, ImmutableDictionary<TKey, TValue>.Empty))
        {
            writer.PutNil();
            return;
        }

        if (!ReferenceEquals(value.ValueComparer, EqualityComparer<TValue>.Default))
            throw new NoCodecException(value.ValueComparer.GetType(), "the comparer of a collection");
        Comparers.Write(writer, value.KeyComparer);
        KeysFirst.Write(writer, value);
    }

    /// <inheritdoc/>
    public override ImmutableDictionary<TKey, TValue> Allocate(StateReader reader) => reader.TryNil() ? ImmutableDictionary<TKey, TValue>.Empty : Becoming<ImmutableDictionary<TKey, TValue>>.Begin();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ImmutableDictionary<TKey, TValue> value)
    {
        if (!ReferenceEquals(value, ImmutableDictionary<TKey, TValue>.Empty))
            Becoming<ImmutableDictionary<TKey, TValue>>.Finish(value, Whole(reader));
    }

    static ImmutableDictionary<TKey, TValue> Whole(StateReader reader)
    {
        var comparer = Comparers.Read<TKey>(reader);
        var builder = ImmutableDictionary.CreateBuilder<TKey, TValue>(comparer);
        KeysFirst.Read(reader, builder);
        return builder.ToImmutable();
    }
}
