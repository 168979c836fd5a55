using System.ComponentModel;
using Weave.Execution;
using Weave.State;

namespace Weave.Codecs;

/// <summary>The position of a foreach over a list.</summary>
/// <typeparam name="T">Element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ListCursorCodec<T> : Codec<ListCursor<T>>
{
    /// <inheritdoc/>
    public override string Schema => $"cursor<{TypeName.Of(typeof(T))}>";

    /// <inheritdoc/>
    public override void Write(StateWriter writer, ListCursor<T> value)
    {
        writer.Put(value.List);
        writer.Put(value.Index);
        writer.Put(value.Changed);
    }

    /// <inheritdoc/>
    public override ListCursor<T> Read(StateReader reader) => new(reader.Get<List<T>>(), reader.Get<int>(), reader.Get<bool>());
}
