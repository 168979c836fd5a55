using System.Collections;
using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="BitArray"/>, as bytes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BitArrayCodec : ObjectCodec<BitArray>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(BitArray));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, BitArray value)
    {
        var bytes = new byte[(value.Length + 7) / 8];
        value.CopyTo(bytes, 0);
        writer.PutUInt64((uint)value.Length);
        writer.PutBinary(bytes);
    }

    /// <inheritdoc/>
    public override BitArray Allocate(StateReader reader)
    {
        var length = (int)reader.GetUnsigned(int.MaxValue);
        var bytes = reader.GetBinary();
        if (bytes.Length != ((long)length + 7) / 8)
            throw reader.Corrupt("a bit array has another length than announced");
        return new BitArray(bytes.ToArray()) { Length = length };
    }

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, BitArray value)
    {
    }
}
