using System.Collections.Frozen;
using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary>
/// <see cref="FrozenSet{T}"/> of elements whose hash depends on nothing but themselves, with a comparer that Weave knows. It is what its elements make it, so it is made when
/// they are read; where elements share a bucket, they lie in it in the order of the original.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FrozenSetCodec<T> : ObjectCodec<FrozenSet<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(FrozenSet<T>));

    /// <inheritdoc/>
    public override bool Immutable => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, FrozenSet<T> value)
    {
        if (!Comparers.HashesAlone<T>())
            throw new NoCodecException(typeof(FrozenSet<T>), "its elements are no simple values");
        Comparers.Write(writer, value.Comparer);
        writer.PutUInt64((uint)value.Count);
        foreach (var element in value.Items)
            writer.Put(element);
    }

    /// <inheritdoc/>
    public override FrozenSet<T> Allocate(StateReader reader)
    {
        if (!Comparers.HashesAlone<T>())
            throw reader.Corrupt("a frozen set has elements that are no simple values");
        var comparer = Comparers.Read<T>(reader);
        var elements = new T[reader.GetCount()];
        Elements.ReadEach(reader, elements);
        var set = elements.ToFrozenSet(comparer);
        if (set.Count != elements.Length)
            throw reader.Corrupt("a set has an element twice");

        // Elements of one bucket are laid out last one first.
        return set.Items.AsSpan().SequenceEqual(elements, comparer) ? set : elements.Reverse().ToFrozenSet(comparer);
    }

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, FrozenSet<T> value)
    {
    }
}
