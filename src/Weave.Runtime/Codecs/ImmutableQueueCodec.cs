using System.Collections.Immutable;
using System.ComponentModel;
using Weave.Cursors;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ImmutableQueue{T}"/>, oldest first.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableQueueCodec<T> : ObjectCodec<ImmutableQueue<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ImmutableQueue<T>));

    internal override IEnumerable<CursorKind> Enumerators =>
    [
        CursorKind.Of<Walk<ImmutableQueue<T>, IEnumerator<T>, T>, ImmutableQueueCursor<T>>(static e => new(e)),
    ];

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ImmutableQueue<T> value)
    {
        // The one shared empty one stays that.
        if (ReferenceEquals(value, ImmutableQueue<T>.Empty))
        {
            writer.PutNil();
            return;
        }

        var elements = value.ToArray();
        writer.PutUInt64((uint)elements.Length);
        foreach (var element in elements)
            writer.Put(element);
    }

    /// <inheritdoc/>
    public override ImmutableQueue<T> Allocate(StateReader reader) => reader.TryNil() ? ImmutableQueue<T>.Empty : Becoming<ImmutableQueue<T>>.Begin();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ImmutableQueue<T> value)
    {
        if (!ReferenceEquals(value, ImmutableQueue<T>.Empty))
            Becoming<ImmutableQueue<T>>.Finish(value, Whole(reader));
    }

    static ImmutableQueue<T> Whole(StateReader reader)
    {
        var elements = new T[reader.GetCount()];
        Elements.ReadEach(reader, elements);
        return ImmutableQueue.Create(elements);
    }
}
