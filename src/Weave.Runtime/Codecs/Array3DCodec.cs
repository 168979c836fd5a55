using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary>Arrays with three dimensions.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Array3DCodec<T> : ObjectCodec<T[,,]>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(T[,,]));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, T[,,] value)
    {
        MultiArray.WriteLengths(writer, value);
        Elements.Write<T>(writer, Span(value));
    }

    /// <inheritdoc/>
    public override T[,,] Allocate(StateReader reader)
    {
        Span<int> lengths = stackalloc int[3];
        MultiArray.ReadLengths(reader, lengths, Elements.LeastSize<T>());
        return new T[lengths[0], lengths[1], lengths[2]];
    }

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, T[,,] value) => Elements.Read(reader, Span(value));

    static Span<T> Span(T[,,] value) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(value)), value.Length);
}
