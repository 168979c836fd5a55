using System.Collections.Immutable;
using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ImmutableArray{T}.Builder"/>: what it holds so far, and its capacity, which decides whether its array can be moved out. Each free place takes a byte, so that a length never asks for more than its bytes pay for.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableArrayBuilderCodec<T> : ObjectCodec<ImmutableArray<T>.Builder>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ImmutableArray<T>.Builder));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ImmutableArray<T>.Builder value)
    {
        writer.PutUInt64((uint)value.Count);
        foreach (var element in value)
            writer.Put(element);
        writer.PutUInt64((uint)(value.Capacity - value.Count));
        for (var free = value.Capacity - value.Count; free > 0; free--)
            writer.PutNil();
    }

    /// <inheritdoc/>
    public override ImmutableArray<T>.Builder Allocate(StateReader reader) => ImmutableArray.CreateBuilder<T>();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ImmutableArray<T>.Builder value)
    {
        for (var left = reader.GetCount(); left > 0; left--)
            value.Add(reader.Get<T>());
        var free = reader.GetCount();
        value.Capacity = value.Count + free;
        for (; free > 0; free--)
        {
            if (!reader.TryNil())
                throw reader.Corrupt("a free place is taken");
        }
    }
}
