using System.Collections.Concurrent;
using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ConcurrentQueue{T}"/>, oldest first.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConcurrentQueueCodec<T> : ObjectCodec<ConcurrentQueue<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ConcurrentQueue<T>));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ConcurrentQueue<T> value)
    {
        var elements = value.ToArray();
        writer.PutUInt64((uint)elements.Length);
        foreach (var element in elements)
            writer.Put(element);
    }

    /// <inheritdoc/>
    public override ConcurrentQueue<T> Allocate(StateReader reader) => new();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ConcurrentQueue<T> value)
    {
        for (var left = reader.GetCount(); left > 0; left--)
            value.Enqueue(reader.Get<T>());
    }
}
