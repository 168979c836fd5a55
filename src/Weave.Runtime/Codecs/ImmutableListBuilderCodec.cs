using System.Collections.Immutable;
using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ImmutableList{T}.Builder"/>: what it holds so far.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableListBuilderCodec<T> : ObjectCodec<ImmutableList<T>.Builder>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ImmutableList<T>.Builder));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ImmutableList<T>.Builder value)
    {
        writer.PutUInt64((uint)value.Count);
        foreach (var element in value)
            writer.Put(element);
    }

    /// <inheritdoc/>
    public override ImmutableList<T>.Builder Allocate(StateReader reader) => ImmutableList.CreateBuilder<T>();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ImmutableList<T>.Builder value)
    {
        for (var left = reader.GetCount(); left > 0; left--)
            value.Add(reader.Get<T>());
    }
}
