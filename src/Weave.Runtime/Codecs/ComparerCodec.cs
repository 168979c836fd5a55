using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="Comparer{T}"/>: the default order. Any other is code, which does not travel.</summary>
/// <typeparam name="T">What it compares.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ComparerCodec<T> : ObjectCodec<Comparer<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Comparer<T>));

    /// <inheritdoc/>
    public override bool Immutable => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Comparer<T> value)
    {
        if (!ReferenceEquals(value, Comparer<T>.Default))
            throw new NoCodecException(value.GetType(), "a comparer that is not the default one");
    }

    /// <inheritdoc/>
    public override Comparer<T> Allocate(StateReader reader) => Comparer<T>.Default;

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Comparer<T> value)
    {
    }
}
