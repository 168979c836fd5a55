using System.Collections.Immutable;
using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ImmutableHashSet{T}.Builder"/>: what it holds so far, with a comparer that Weave knows.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableHashSetBuilderCodec<T> : ObjectCodec<ImmutableHashSet<T>.Builder>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ImmutableHashSet<T>.Builder));

    /// <inheritdoc/>
    public override bool Late => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ImmutableHashSet<T>.Builder value)
    {
        Comparers.Write(writer, value.KeyComparer);
        writer.PutUInt64((uint)value.Count);
        foreach (var element in value)
            writer.Put(element);
    }

    /// <inheritdoc/>
    public override ImmutableHashSet<T>.Builder Allocate(StateReader reader) => ImmutableHashSet.CreateBuilder<T>();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ImmutableHashSet<T>.Builder value)
    {
        value.KeyComparer = Comparers.Read<T>(reader) ?? EqualityComparer<T>.Default;
        for (var left = reader.GetCount(); left > 0; left--)
            value.Add(reader.Get<T>());
    }
}
