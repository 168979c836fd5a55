using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary>Arrays with two dimensions.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Array2DCodec<T> : ObjectCodec<T[,]>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(T[,]));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, T[,] value)
    {
        MultiArray.WriteShape(writer, value);
        Elements.Write<T>(writer, MultiArray.Span<T>(value));
    }

    /// <inheritdoc/>
    public override T[,] Allocate(StateReader reader) => (T[,])MultiArray.Make(reader, typeof(T[,]), 2, Elements.LeastSize<T>());

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, T[,] value) => Elements.Read(reader, MultiArray.Span<T>(value));
}
