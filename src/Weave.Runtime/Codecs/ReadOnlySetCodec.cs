using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ReadOnlySet{T}"/>: a view of a set, which others may change.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ReadOnlySetCodec<T> : ObjectCodec<ReadOnlySet<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ReadOnlySet<T>));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ReadOnlySet<T> value)
    {
        // The one shared empty one stays that.
        if (ReferenceEquals(value, ReadOnlySet<T>.Empty))
            writer.PutNil();
        else
            writer.PutObject(Inner(value));
    }

    /// <inheritdoc/>
    public override ReadOnlySet<T> Allocate(StateReader reader) => reader.TryNil() ? ReadOnlySet<T>.Empty : new(new HashSet<T>());

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ReadOnlySet<T> value)
    {
        if (!ReferenceEquals(value, ReadOnlySet<T>.Empty))
            Inner(value) = reader.Get<ISet<T>>() ?? throw reader.Corrupt("a collection is wrapped around nothing");
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_set")]
    static extern ref ISet<T> Inner(ReadOnlySet<T> value);
}
