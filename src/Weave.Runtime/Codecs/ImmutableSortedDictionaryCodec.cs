using System.Collections.Immutable;
using System.ComponentModel;
using Weave.Cursors;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ImmutableSortedDictionary{TKey, TValue}"/> with a comparer that Weave knows and the default comparer of values.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableSortedDictionaryCodec<TKey, TValue> : ObjectCodec<ImmutableSortedDictionary<TKey, TValue>>
    where TKey : notnull
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ImmutableSortedDictionary<TKey, TValue>));

    internal override IEnumerable<CursorKind> Enumerators =>
    [
        CursorKind.Of<Walk<ImmutableSortedDictionary<TKey, TValue>, ImmutableSortedDictionary<TKey, TValue>.Enumerator, KeyValuePair<TKey, TValue>>, ImmutableSortedDictionaryCursor<TKey, TValue>>(static e => new(e)),
    ];

    /// <inheritdoc/>
    public override bool Late => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ImmutableSortedDictionary<TKey, TValue> value)
    {
        // The one shared empty one stays that.
        if (ReferenceEquals(value, ImmutableSortedDictionary<TKey, TValue>.Empty))
        {
            writer.PutNil();
            return;
        }

        if (!ReferenceEquals(value.ValueComparer, EqualityComparer<TValue>.Default))
            throw new NoCodecException(value.ValueComparer.GetType(), "the comparer of a collection");
        Orders.Write(writer, value.KeyComparer);
        KeysFirst.Write(writer, value);
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<TKey, TValue> Allocate(StateReader reader) => reader.TryNil() ? ImmutableSortedDictionary<TKey, TValue>.Empty : Becoming<ImmutableSortedDictionary<TKey, TValue>>.Begin();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ImmutableSortedDictionary<TKey, TValue> value)
    {
        if (!ReferenceEquals(value, ImmutableSortedDictionary<TKey, TValue>.Empty))
            Becoming<ImmutableSortedDictionary<TKey, TValue>>.Finish(value, Whole(reader));
    }

    static ImmutableSortedDictionary<TKey, TValue> Whole(StateReader reader)
    {
        var comparer = Orders.Read<TKey>(reader);
        var builder = ImmutableSortedDictionary.CreateBuilder<TKey, TValue>(comparer);
        KeysFirst.Read(reader, builder);
        return builder.ToImmutable();
    }
}
