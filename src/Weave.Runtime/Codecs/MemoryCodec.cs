using System.ComponentModel;
using System.Runtime.InteropServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="Memory{T}"/> over an array, which others may hold. Memory that something else owns is refused.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MemoryCodec<T> : Codec<Memory<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Memory<T>));

    /// <inheritdoc/>
    public override void Write(StateWriter writer, Memory<T> value) => ReadOnlyMemoryCodec<T>.WriteParts(writer, value, typeof(Memory<T>));

    /// <inheritdoc/>
    public override Memory<T> Read(StateReader reader) => MemoryMarshal.AsMemory(ReadOnlyMemoryCodec<T>.ReadParts(reader, texts: false));
}
