using System.ComponentModel;
using Weave.Cursors;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="Stack{T}"/>, top first.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StackCodec<T> : ObjectCodec<Stack<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Stack<T>));

    internal override IEnumerable<CursorKind> Enumerators =>
    [
        CursorKind.Of<Stack<T>.Enumerator, StackCursor<T>>(static e => new(e)),
    ];

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Stack<T> value)
    {
        writer.PutUInt64((uint)value.Count);
        foreach (var element in value)
            writer.Put(element);
    }

    /// <inheritdoc/>
    public override Stack<T> Allocate(StateReader reader) => new();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Stack<T> value)
    {
        var elements = new T[reader.GetCount()];
        Elements.ReadEach(reader, elements);
        value.EnsureCapacity(elements.Length);
        for (var i = elements.Length - 1; i >= 0; i--)
            value.Push(elements[i]);
    }
}
