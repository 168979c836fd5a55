using System.Buffers.Binary;
using Weave.Checkpoints;

namespace Weave.Transport.Wire;

/// <summary>
/// What stands before each payload, little-endian: payload length (4), type (1), flags (1), method, status or code (2), id (8), CRC-32C of these 16 bytes and the payload (4).
/// </summary>
readonly record struct FrameHeader(int Length, FrameType Type, bool OfAnswer, ushort Method, ulong Id, uint Crc)
{
    internal const int Size = 20;

    const int Summed = 16;

    /// <summary>Reads a header.</summary>
    /// <exception cref="WireException">It is none.</exception>
    internal static FrameHeader Read(ReadOnlySpan<byte> from, int maxBody)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(from);
        var type = (FrameType)from[4];
        if (type is < FrameType.Hello or > FrameType.Bye || from[5] > 1)
            throw new WireException($"a frame of type {from[4]} with flags {from[5]}, which version {Protocol.Newest} has not");
        var most = type == FrameType.Body ? maxBody : Protocol.MaxControl;
        if (length > most)
            throw new WireException($"a frame of {length} bytes where {most} are the most");
        return new((int)length, type, from[5] == 1, BinaryPrimitives.ReadUInt16LittleEndian(from[6..]), BinaryPrimitives.ReadUInt64LittleEndian(from[8..]), BinaryPrimitives.ReadUInt32LittleEndian(from[Summed..]));
    }

    /// <summary>Writes a header whose payload has been written already.</summary>
    internal static void Write(Span<byte> to, FrameType type, bool ofAnswer, ushort method, ulong id, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, (uint)payload.Length);
        to[4] = (byte)type;
        to[5] = ofAnswer ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(to[6..], method);
        BinaryPrimitives.WriteUInt64LittleEndian(to[8..], id);
        BinaryPrimitives.WriteUInt32LittleEndian(to[Summed..], Crc32C.Continue(Crc32C.Of(to[..Summed]), payload));
    }

    /// <summary>Holds the sum against what has arrived.</summary>
    internal void Check(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        if (Crc32C.Continue(Crc32C.Of(header[..Summed]), payload) != Crc)
            throw new WireException($"a {Type} frame whose checksum is wrong");
    }

    /// <summary>Holds the sum against what has arrived, the header's own bytes being gone.</summary>
    internal void Check(ReadOnlySpan<byte> payload)
    {
        Span<byte> header = stackalloc byte[Size];
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)Length);
        header[4] = (byte)Type;
        header[5] = OfAnswer ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], Method);
        BinaryPrimitives.WriteUInt64LittleEndian(header[8..], Id);
        Check(header, payload);
    }
}
