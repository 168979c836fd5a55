using System.ComponentModel;
using Weave.Cursors;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="SortedSet{T}"/> with a comparer that Weave knows. A view of a part of a set does not travel.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SortedSetCodec<T> : ObjectCodec<SortedSet<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(SortedSet<T>));

    internal override IEnumerable<CursorKind> Enumerators =>
    [
        CursorKind.Of<Walk<SortedSet<T>, SortedSet<T>.Enumerator, T>, SortedSetCursor<T>>(static e => new(e)),
    ];

    /// <inheritdoc/>
    public override bool Late => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, SortedSet<T> value)
    {
        Orders.Write(writer, value.Comparer);
        writer.PutUInt64((uint)value.Count);
        foreach (var element in value)
            writer.Put(element);
    }

    /// <inheritdoc/>
    public override SortedSet<T> Allocate(StateReader reader) => new(Orders.Read<T>(reader));

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, SortedSet<T> value)
    {
        for (var left = reader.GetCount(); left > 0; left--)
        {
            if (!value.Add(reader.Get<T>()))
                throw reader.Corrupt("a set holds the same element twice");
        }
    }
}
