using System.Collections.Immutable;
using System.ComponentModel;
using Weave.Cursors;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ImmutableList{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableListCodec<T> : ObjectCodec<ImmutableList<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ImmutableList<T>));

    internal override IEnumerable<CursorKind> Enumerators =>
    [
        CursorKind.Of<Walk<ImmutableList<T>, ImmutableList<T>.Enumerator, T>, ImmutableListCursor<T>>(static e => new(e)),
    ];

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ImmutableList<T> value)
    {
        // The one shared empty one stays that.
        if (ReferenceEquals(value, ImmutableList<T>.Empty))
        {
            writer.PutNil();
            return;
        }

        writer.PutUInt64((uint)value.Count);
        foreach (var element in value)
            writer.Put(element);
    }

    /// <inheritdoc/>
    public override ImmutableList<T> Allocate(StateReader reader) => reader.TryNil() ? ImmutableList<T>.Empty : Becoming<ImmutableList<T>>.Begin();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ImmutableList<T> value)
    {
        if (!ReferenceEquals(value, ImmutableList<T>.Empty))
            Becoming<ImmutableList<T>>.Finish(value, Whole(reader));
    }

    static ImmutableList<T> Whole(StateReader reader)
    {
        var elements = new T[reader.GetCount()];
        Elements.ReadEach(reader, elements);
        return ImmutableList.Create(elements);
    }
}
