using System.Collections.Immutable;
using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ImmutableHashSet{T}"/> with a comparer that Weave knows. It promises no order, and keeps none.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableHashSetCodec<T> : ObjectCodec<ImmutableHashSet<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ImmutableHashSet<T>));

    /// <inheritdoc/>
    public override bool Late => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ImmutableHashSet<T> value)
    {
        // The one shared empty one stays that.
        if (ReferenceEquals(value, ImmutableHashSet<T>.Empty))
        {
            writer.PutNil();
            return;
        }

        Comparers.Write(writer, value.KeyComparer);
        writer.PutUInt64((uint)value.Count);
        foreach (var element in value)
            writer.Put(element);
    }

    /// <inheritdoc/>
    public override ImmutableHashSet<T> Allocate(StateReader reader) => reader.TryNil() ? ImmutableHashSet<T>.Empty : Becoming<ImmutableHashSet<T>>.Begin();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ImmutableHashSet<T> value)
    {
        if (!ReferenceEquals(value, ImmutableHashSet<T>.Empty))
            Becoming<ImmutableHashSet<T>>.Finish(value, Whole(reader));
    }

    static ImmutableHashSet<T> Whole(StateReader reader)
    {
        var comparer = Comparers.Read<T>(reader);
        var elements = new T[reader.GetCount()];
        Elements.ReadEach(reader, elements);
        return ImmutableHashSet.Create(comparer, elements);
    }
}
