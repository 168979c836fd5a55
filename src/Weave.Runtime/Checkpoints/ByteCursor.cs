using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Weave.Checkpoints;

/// <summary>Reads varints and texts from a header; every overrun is a <see cref="CorruptStateException"/>.</summary>
ref struct ByteCursor(ReadOnlySpan<byte> bytes, int position, int end, string? run)
{
    static readonly UTF8Encoding strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly ReadOnlySpan<byte> bytes = bytes[..end];
    readonly string? run = run;

    internal int Position { get; private set; } = position;

    internal readonly int Remaining => bytes.Length - Position;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Varint()
    {
        var at = Position;
        if ((uint)at < (uint)bytes.Length && bytes[at] < 0x80)
        {
            Position = at + 1;
            return bytes[at];
        }

        return LongVarint();
    }

    internal long Signed()
    {
        var raw = Varint();
        return (long)(raw >> 1) ^ -(long)(raw & 1);
    }

    /// <summary>A number of things that follow, each of which takes at least <paramref name="bytesEach"/> bytes.</summary>
    internal int Count(int bytesEach)
    {
        var count = Varint();
        return count <= (ulong)(Remaining / bytesEach) ? (int)count : throw Corrupt("a count is larger than what follows");
    }

    internal int Number()
    {
        var number = Varint();
        return number <= int.MaxValue ? (int)number : throw Corrupt("a number is out of range");
    }

    internal long NonNegative()
    {
        var number = Varint();
        return number <= long.MaxValue ? (long)number : throw Corrupt("a number is out of range");
    }

    internal ReadOnlySpan<byte> Take(int count)
    {
        if (count > Remaining)
            throw Corrupt("it ends too early");
        var taken = bytes.Slice(Position, count);
        Position += count;
        return taken;
    }

    internal uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    internal string Text()
    {
        var content = Take(Count(1));
        try
        {
            return strictUtf8.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            throw Corrupt("a text is not UTF-8");
        }
    }

    internal readonly CorruptStateException Corrupt(string cause) => new($"The checkpoint is damaged at byte {Position}: {cause}.", run);

    ulong LongVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (Position >= bytes.Length)
                throw Corrupt("it ends too early");
            var part = bytes[Position++];
            if (shift == 63 && part > 1)
                break;
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw Corrupt("a number is too long");
    }
}
