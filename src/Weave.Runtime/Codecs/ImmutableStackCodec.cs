using System.Collections.Immutable;
using System.ComponentModel;
using Weave.Cursors;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ImmutableStack{T}"/>, top first. What two stacks share is written twice.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableStackCodec<T> : ObjectCodec<ImmutableStack<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ImmutableStack<T>));

    internal override IEnumerable<CursorKind> Enumerators =>
    [
        CursorKind.Of<Walk<ImmutableStack<T>, IEnumerator<T>, T>, ImmutableStackCursor<T>>(static e => new(e)),
    ];

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ImmutableStack<T> value)
    {
        // The one shared empty one stays that.
        if (ReferenceEquals(value, ImmutableStack<T>.Empty))
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
    public override ImmutableStack<T> Allocate(StateReader reader) => reader.TryNil() ? ImmutableStack<T>.Empty : Becoming<ImmutableStack<T>>.Begin();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ImmutableStack<T> value)
    {
        if (!ReferenceEquals(value, ImmutableStack<T>.Empty))
            Becoming<ImmutableStack<T>>.Finish(value, Whole(reader));
    }

    static ImmutableStack<T> Whole(StateReader reader)
    {
        var elements = new T[reader.GetCount()];
        Elements.ReadEach(reader, elements);
        return Pushed(elements);
    }

    static ImmutableStack<T> Pushed(T[] topFirst)
    {
        var stack = ImmutableStack<T>.Empty;
        for (var i = topFirst.Length - 1; i >= 0; i--)
            stack = stack.Push(topFirst[i]);
        return stack;
    }
}
