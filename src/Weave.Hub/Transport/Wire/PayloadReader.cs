using System.Buffers.Binary;
using System.Text;

namespace Weave.Transport.Wire;

/// <summary>Reads a payload from its beginning; what is missing is a <see cref="WireException"/>.</summary>
ref struct PayloadReader(FrameType type, ReadOnlySpan<byte> payload)
{
    static readonly UTF8Encoding strict = new(false, throwOnInvalidBytes: true);

    ReadOnlySpan<byte> rest = payload;

    internal readonly ReadOnlySpan<byte> Rest => rest;

    internal ushort U16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    internal uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    internal ulong U64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    internal Guid Session() => new(Take(16));

    internal string Text()
    {
        var length = U16();
        if (length > Protocol.MaxName)
            throw new WireException($"a {type} frame with a name of {length} bytes where {Protocol.MaxName} are the most");
        try
        {
            return strict.GetString(Take(length));
        }
        catch (DecoderFallbackException)
        {
            throw new WireException($"a {type} frame with a name that is not UTF-8");
        }
    }

    internal ulong[] Ids()
    {
        var count = U32();
        if (count > Protocol.MostCalls)
            throw new WireException($"a {type} frame with {count} ids where {Protocol.MostCalls} are the most");
        var ids = new ulong[count];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = U64();
        return ids;
    }

    internal ReadOnlySpan<byte> Take(int count)
    {
        if (rest.Length < count)
            throw new WireException($"a {type} frame that ends too early");
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    /// <summary>Nothing may follow.</summary>
    internal readonly void End()
    {
        if (!rest.IsEmpty)
            throw new WireException($"a {type} frame with {rest.Length} bytes too many");
    }
}
