using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="Collection{T}"/>: the list in it is an object of its own, which others may hold.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CollectionCodec<T> : ObjectCodec<Collection<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Collection<T>));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Collection<T> value) => writer.PutObject(Inner(value));

    /// <inheritdoc/>
    public override Collection<T> Allocate(StateReader reader) => new();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Collection<T> value) =>
        Inner(value) = reader.Get<IList<T>>() ?? throw reader.Corrupt("a collection is wrapped around nothing");

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "items")]
    static extern ref IList<T> Inner(Collection<T> value);
}
