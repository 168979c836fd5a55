using System.Collections.Immutable;
using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ImmutableSortedSet{T}.Builder"/>: what it holds so far, with a comparer that Weave knows.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableSortedSetBuilderCodec<T> : ObjectCodec<ImmutableSortedSet<T>.Builder>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ImmutableSortedSet<T>.Builder));

    /// <inheritdoc/>
    public override bool Late => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ImmutableSortedSet<T>.Builder value)
    {
        Orders.Write(writer, value.KeyComparer);
        writer.PutUInt64((uint)value.Count);
        foreach (var element in value)
            writer.Put(element);
    }

    /// <inheritdoc/>
    public override ImmutableSortedSet<T>.Builder Allocate(StateReader reader) => ImmutableSortedSet.CreateBuilder<T>();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ImmutableSortedSet<T>.Builder value)
    {
        value.KeyComparer = Orders.Read<T>(reader) ?? Comparer<T>.Default;
        for (var left = reader.GetCount(); left > 0; left--)
            value.Add(reader.Get<T>());
    }
}
