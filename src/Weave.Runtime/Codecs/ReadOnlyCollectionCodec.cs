using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ReadOnlyCollection{T}"/>: a view of a list, which others may change.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ReadOnlyCollectionCodec<T> : ObjectCodec<ReadOnlyCollection<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ReadOnlyCollection<T>));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ReadOnlyCollection<T> value) => writer.PutObject(Inner(value));

    /// <inheritdoc/>
    public override ReadOnlyCollection<T> Allocate(StateReader reader) => new([]);

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ReadOnlyCollection<T> value) =>
        Inner(value) = reader.Get<IList<T>>() ?? throw reader.Corrupt("a collection is wrapped around nothing");

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "list")]
    static extern ref IList<T> Inner(ReadOnlyCollection<T> value);
}
