using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ArraySegment{T}"/>: the array, which others may hold, and the part of it.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ArraySegmentCodec<T> : Codec<ArraySegment<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ArraySegment<T>));

    /// <inheritdoc/>
    public override void Write(StateWriter writer, ArraySegment<T> value)
    {
        writer.PutObject(value.Array);
        writer.PutUInt64((uint)value.Offset);
        writer.PutUInt64((uint)value.Count);
    }

    /// <inheritdoc/>
    public override ArraySegment<T> Read(StateReader reader)
    {
        var array = reader.Get<T[]?>();
        var offset = (int)reader.GetUnsigned((ulong)(array?.Length ?? 0));
        var count = (int)reader.GetUnsigned((ulong)((array?.Length ?? 0) - offset));
        return array is null ? default : new(array, offset, count);
    }
}
