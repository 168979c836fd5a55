using System.Collections.Concurrent;
using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ConcurrentStack{T}"/>, top first.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConcurrentStackCodec<T> : ObjectCodec<ConcurrentStack<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ConcurrentStack<T>));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ConcurrentStack<T> value)
    {
        var elements = value.ToArray();
        writer.PutUInt64((uint)elements.Length);
        foreach (var element in elements)
            writer.Put(element);
    }

    /// <inheritdoc/>
    public override ConcurrentStack<T> Allocate(StateReader reader) => new();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ConcurrentStack<T> value)
    {
        var elements = new T[reader.GetCount()];
        Elements.ReadEach(reader, elements);
        for (var i = elements.Length - 1; i >= 0; i--)
            value.Push(elements[i]);
    }
}
