using System.ComponentModel;
using Weave.Cursors;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="HashSet{T}"/> with a comparer that Weave knows; order and free slots as in the original.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class HashSetCodec<T> : ObjectCodec<HashSet<T>>
{
    static readonly bool late = !Comparers.HashesAlone<T>();

    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(HashSet<T>));

    /// <inheritdoc/>
    public override bool Late => late;

    internal override IEnumerable<CursorKind> Enumerators =>
    [
        CursorKind.Of<HashSet<T>.Enumerator, HashSetCursor<T>>(static e => new(e)),
    ];

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, HashSet<T> value)
    {
        Comparers.Write(writer, value.Comparer);
        FreeSlots.Write(writer, value.Count, HashSetSlots<T>.Free(value), value.Capacity);
        foreach (var element in value)
            writer.Put(element);
    }

    /// <inheritdoc/>
    public override HashSet<T> Allocate(StateReader reader) => new(Comparers.Read<T>(reader));

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, HashSet<T> value)
    {
        var slots = FreeSlots.Read(reader);
        value.EnsureCapacity(slots.Capacity);
        for (var i = 0; i < slots.Total; i++)
        {
            if (slots.IsFree(i))
                HashSetSlots<T>.Skip(value);
            else if (!value.Add(reader.Get<T>()))
                throw reader.Corrupt("a set holds the same element twice");
        }

        HashSetSlots<T>.Link(value, slots.Free);
    }
}
