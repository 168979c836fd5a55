using System.Collections.Concurrent;
using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ConcurrentBag{T}"/>, in the order in which one thread would take its elements.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConcurrentBagCodec<T> : ObjectCodec<ConcurrentBag<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ConcurrentBag<T>));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ConcurrentBag<T> value)
    {
        var elements = value.ToArray();
        writer.PutUInt64((uint)elements.Length);
        foreach (var element in elements)
            writer.Put(element);
    }

    /// <inheritdoc/>
    public override ConcurrentBag<T> Allocate(StateReader reader) => new();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ConcurrentBag<T> value)
    {
        // The last one in is the first one out.
        var elements = new T[reader.GetCount()];
        Elements.ReadEach(reader, elements);
        for (var i = elements.Length - 1; i >= 0; i--)
            value.Add(elements[i]);
    }
}
