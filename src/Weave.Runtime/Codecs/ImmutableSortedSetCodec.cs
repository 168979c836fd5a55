using System.Collections.Immutable;
using System.ComponentModel;
using Weave.Cursors;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ImmutableSortedSet{T}"/> with a comparer that Weave knows.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableSortedSetCodec<T> : ObjectCodec<ImmutableSortedSet<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ImmutableSortedSet<T>));

    internal override IEnumerable<CursorKind> Enumerators =>
    [
        CursorKind.Of<Walk<ImmutableSortedSet<T>, ImmutableSortedSet<T>.Enumerator, T>, ImmutableSortedSetCursor<T>>(static e => new(e)),
    ];

    /// <inheritdoc/>
    public override bool Late => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ImmutableSortedSet<T> value)
    {
        // The one shared empty one stays that.
        if (ReferenceEquals(value, ImmutableSortedSet<T>.Empty))
        {
            writer.PutNil();
            return;
        }

        Orders.Write(writer, value.KeyComparer);
        writer.PutUInt64((uint)value.Count);
        foreach (var element in value)
            writer.Put(element);
    }

    /// <inheritdoc/>
    public override ImmutableSortedSet<T> Allocate(StateReader reader) => reader.TryNil() ? ImmutableSortedSet<T>.Empty : Becoming<ImmutableSortedSet<T>>.Begin();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ImmutableSortedSet<T> value)
    {
        if (!ReferenceEquals(value, ImmutableSortedSet<T>.Empty))
            Becoming<ImmutableSortedSet<T>>.Finish(value, Whole(reader));
    }

    static ImmutableSortedSet<T> Whole(StateReader reader)
    {
        var comparer = Orders.Read<T>(reader);
        var elements = new T[reader.GetCount()];
        Elements.ReadEach(reader, elements);
        return ImmutableSortedSet.Create(comparer, elements);
    }
}
