using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="EqualityComparer{T}"/>: the default equality. Any other is code, which does not travel.</summary>
/// <typeparam name="T">What it compares.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EqualityComparerCodec<T> : ObjectCodec<EqualityComparer<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(EqualityComparer<T>));

    /// <inheritdoc/>
    public override bool Immutable => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, EqualityComparer<T> value)
    {
        if (!ReferenceEquals(value, EqualityComparer<T>.Default))
            throw new NoCodecException(value.GetType(), "a comparer that is not the default one");
    }

    /// <inheritdoc/>
    public override EqualityComparer<T> Allocate(StateReader reader) => EqualityComparer<T>.Default;

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, EqualityComparer<T> value)
    {
    }
}
