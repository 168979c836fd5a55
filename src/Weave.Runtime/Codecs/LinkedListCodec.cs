using System.ComponentModel;
using Weave.Cursors;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="LinkedList{T}"/>, first to last. Its nodes cannot be held in variables of their own.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LinkedListCodec<T> : ObjectCodec<LinkedList<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(LinkedList<T>));

    internal override IEnumerable<CursorKind> Enumerators =>
    [
        CursorKind.Of<LinkedList<T>.Enumerator, LinkedListCursor<T>>(static e => new(e)),
    ];

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, LinkedList<T> value)
    {
        writer.PutUInt64((uint)value.Count);
        foreach (var element in value)
            writer.Put(element);
    }

    /// <inheritdoc/>
    public override LinkedList<T> Allocate(StateReader reader) => new();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, LinkedList<T> value)
    {
        for (var left = reader.GetCount(); left > 0; left--)
            value.AddLast(reader.Get<T>());
    }
}
