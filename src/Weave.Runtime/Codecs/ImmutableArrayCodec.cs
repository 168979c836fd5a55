using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.InteropServices;
using Weave.Cursors;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ImmutableArray{T}"/>: the array in it, which copies share.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableArrayCodec<T> : Codec<ImmutableArray<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ImmutableArray<T>));

    internal override IEnumerable<CursorKind> Enumerators =>
    [
        CursorKind.Of<ImmutableArray<T>.Enumerator, ImmutableArrayCursor<T>>(static e => new(e)),
    ];

    /// <inheritdoc/>
    public override void Write(StateWriter writer, ImmutableArray<T> value) => writer.PutObject(ImmutableCollectionsMarshal.AsArray(value));

    /// <inheritdoc/>
    public override ImmutableArray<T> Read(StateReader reader) => ImmutableCollectionsMarshal.AsImmutableArray(reader.Get<T[]?>());
}
