using System.Numerics;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="BigInteger"/>, as its two's complement, little-endian.</summary>
sealed class BigIntegerCodec : Codec<BigInteger>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(BigInteger));

    internal override bool IsImmutable => true;

    /// <inheritdoc/>
    public override void Write(StateWriter writer, BigInteger value) => writer.PutBinary(value.ToByteArray());

    /// <inheritdoc/>
    public override BigInteger Read(StateReader reader) => new(reader.GetBinary());
}
