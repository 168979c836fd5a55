using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary>Arrays with four dimensions and more.</summary>
/// <typeparam name="TArray">The array.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RankArrayCodec<TArray, T> : ObjectCodec<TArray>
    where TArray : class
{
    static readonly int rank = typeof(TArray).GetArrayRank();

    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(TArray));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, TArray value)
    {
        MultiArray.WriteShape(writer, (Array)(object)value);
        Elements.Write<T>(writer, MultiArray.Span<T>((Array)(object)value));
    }

    /// <inheritdoc/>
    public override TArray Allocate(StateReader reader) => (TArray)(object)MultiArray.Make(reader, typeof(TArray), rank, Elements.LeastSize<T>());

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, TArray value) => Elements.Read(reader, MultiArray.Span<T>((Array)(object)value));
}
