using System.ComponentModel;
using Weave.Cursors;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="Queue{T}"/>, oldest first.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class QueueCodec<T> : ObjectCodec<Queue<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Queue<T>));

    internal override IEnumerable<CursorKind> Enumerators =>
    [
        CursorKind.Of<Queue<T>.Enumerator, QueueCursor<T>>(static e => new(e)),
    ];

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Queue<T> value)
    {
        writer.PutUInt64((uint)value.Count);
        foreach (var element in value)
            writer.Put(element);
    }

    /// <inheritdoc/>
    public override Queue<T> Allocate(StateReader reader) => new();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Queue<T> value)
    {
        var count = reader.GetCount();
        value.EnsureCapacity(count);
        for (var i = 0; i < count; i++)
            value.Enqueue(reader.Get<T>());
    }
}
