using Weave.State;

namespace Weave.Codecs;

/// <summary>The types that <see cref="StateWriter.Put{T}"/> writes itself; a codec gives them a name, and a place in variables of type object.</summary>
/// <typeparam name="T">One of them.</typeparam>
sealed class PrimitiveCodec<T> : Codec<T>
    where T : struct
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(T));

    internal override bool IsImmutable => true;

    /// <inheritdoc/>
    public override void Write(StateWriter writer, T value) => writer.Put(value);

    /// <inheritdoc/>
    public override T Read(StateReader reader) => reader.Get<T>();
}
