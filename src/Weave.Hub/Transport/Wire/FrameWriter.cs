using System.Buffers.Binary;
using System.Text;

namespace Weave.Transport.Wire;

/// <summary>Frames, one after another, in memory that grows and is used again. For one thread at a time.</summary>
sealed class FrameWriter
{
    const int First = 16 << 10, Kept = 1 << 20;

    byte[] bytes = new byte[First];
    int frame;

    internal int Length { get; private set; }

    internal ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    internal void Clear()
    {
        Length = 0;
        if (bytes.Length > Kept)
            bytes = new byte[First];
    }

    /// <summary>Begins a frame: its payload follows, then <see cref="End"/>.</summary>
    internal void Begin()
    {
        frame = Length;
        Room(FrameHeader.Size);
    }

    /// <summary>Ends the frame that was begun.</summary>
    internal void End(FrameType type, ulong id = 0, ushort method = 0, bool ofAnswer = false) =>
        FrameHeader.Write(bytes.AsSpan(frame), type, ofAnswer, method, id, bytes.AsSpan(frame + FrameHeader.Size, Length - frame - FrameHeader.Size));

    /// <summary>A frame without payload.</summary>
    internal void Empty(FrameType type, ulong id = 0)
    {
        Begin();
        End(type, id);
    }

    /// <summary>The header alone: its payload is sent from where it is.</summary>
    internal void Header(FrameType type, ulong id, bool ofAnswer, ReadOnlySpan<byte> payload) => FrameHeader.Write(Room(FrameHeader.Size), type, ofAnswer, 0, id, payload);

    internal void U16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Room(2), value);

    internal void U32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Room(4), value);

    internal void U64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Room(8), value);

    internal void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Room(value.Length));

    internal void Session(Guid value) => value.TryWriteBytes(Room(16));

    internal void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        U16(checked((ushort)length));
        Encoding.UTF8.GetBytes(value, Room(length));
    }

    internal void Ids(IReadOnlyCollection<ulong> ids)
    {
        U32((uint)ids.Count);
        foreach (var id in ids)
            U64(id);
    }

    Span<byte> Room(int count)
    {
        if (bytes.Length - Length < count)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count));
        Length += count;
        return bytes.AsSpan(Length - count, count);
    }
}
