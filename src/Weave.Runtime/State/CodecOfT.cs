using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.State;

/// <summary>How values of <typeparamref name="T"/> travel in value position: inline for value types and strings, by object id for everything else.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Codec<T> : Codec
{
    /// <inheritdoc/>
    public sealed override Type Type => typeof(T);

    internal override bool IsImmutable => false;

    internal override bool IsLate => false;

    /// <summary>Writes one value.</summary>
    /// <param name="writer">Receives the value.</param>
    /// <param name="value">The value.</param>
    public abstract void Write(StateWriter writer, T value);

    /// <summary>Reads one value.</summary>
    /// <param name="reader">Gives the value.</param>
    public abstract T Read(StateReader reader);

    internal sealed override void WriteDefault(StateWriter writer) => writer.Put(default(T)!);

    internal sealed override void Attach() => CodecOf<T>.Value ??= this;

    // A value type in a variable of type object is a record too: the box has an identity. It is filled after it exists, so boxes in boxes do not nest.
    internal override void WriteRecord(StateWriter writer, object value) => Write(writer, (T)value);

    internal override object AllocateRecord(StateReader reader) => default(T) ?? throw reader.Corrupt("a record names a type that no object has");

    internal override void FillRecord(StateReader reader, object value) =>
        Unsafe.As<byte, T>(ref Unsafe.As<Box>(value).Content) = Read(reader);

    /// <summary>The shape of a boxed value: its content follows the header.</summary>
    sealed class Box
    {
        internal byte Content;
    }
}
