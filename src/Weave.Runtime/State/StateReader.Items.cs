using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Weave.State;

// MessagePack items. Every length is checked against the bytes that are left before anything is allocated for it.
public sealed partial class StateReader
{
    static readonly UTF8Encoding strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    byte[] data = [];
    int position;
    int end;

    /// <summary>Bytes left in this frame or record.</summary>
    public int Remaining => end - position;

    /// <summary>Reads a signed integer.</summary>
    public long GetInt64()
    {
        var format = Next();
        if (format <= 0x7F || format >= 0xE0)
            return (sbyte)format;
        switch (format)
        {
            case Wire.UInt8:
                return Next();
            case Wire.UInt16:
                return BinaryPrimitives.ReverseEndianness(Load<ushort>());
            case Wire.UInt32:
                return BinaryPrimitives.ReverseEndianness(Load<uint>());
            case Wire.UInt64:
                var large = BinaryPrimitives.ReverseEndianness(Load<ulong>());
                return large <= long.MaxValue ? (long)large : throw Corrupt("an integer is too large");
            case Wire.Int8:
                return (sbyte)Next();
            case Wire.Int16:
                return BinaryPrimitives.ReverseEndianness(Load<short>());
            case Wire.Int32:
                return BinaryPrimitives.ReverseEndianness(Load<int>());
            case Wire.Int64:
                return BinaryPrimitives.ReverseEndianness(Load<long>());
            default:
                throw Unexpected("an integer", format);
        }
    }

    /// <summary>Reads an unsigned integer.</summary>
    public ulong GetUInt64()
    {
        var format = Next();
        if (format <= 0x7F)
            return format;
        return format switch
        {
            Wire.UInt8 => Next(),
            Wire.UInt16 => BinaryPrimitives.ReverseEndianness(Load<ushort>()),
            Wire.UInt32 => BinaryPrimitives.ReverseEndianness(Load<uint>()),
            Wire.UInt64 => BinaryPrimitives.ReverseEndianness(Load<ulong>()),
            _ => throw Unexpected("an unsigned integer", format),
        };
    }

    /// <summary>Reads a number of things that follow, each of which takes at least <paramref name="bytesEach"/> bytes.</summary>
    /// <param name="bytesEach">The least size of one.</param>
    public int GetCount(int bytesEach = 1)
    {
        var count = GetUInt64();
        return count <= (ulong)(Remaining / bytesEach) ? (int)count : throw Corrupt($"{count} elements are announced, {Remaining} bytes are left");
    }

    /// <summary>True, and past it, if the next item is nil.</summary>
    public bool TryNil()
    {
        if (position >= end || data[position] != Wire.Nil)
            return false;
        position++;
        return true;
    }

    internal bool NextIsBinary => position < end && data[position] is (Wire.Bin8 or Wire.Bin16 or Wire.Bin32);

    /// <summary>Reads one binary item; the bytes are valid until the next read.</summary>
    public ReadOnlySpan<byte> GetBinary()
    {
        var format = Next();
        var length = format switch
        {
            Wire.Bin8 => Next(),
            Wire.Bin16 => BinaryPrimitives.ReverseEndianness(Load<ushort>()),
            Wire.Bin32 => BinaryPrimitives.ReverseEndianness(Load<uint>()),
            _ => throw Unexpected("bytes", format),
        };
        return Take(length);
    }

    /// <summary>Reads a string that was written in place.</summary>
    public string? GetText()
    {
        var format = Next();
        if ((format & 0xE0) == Wire.FixStr)
            return Utf8((uint)(format & 0x1F));
        switch (format)
        {
            case Wire.Nil:
                return null;
            case Wire.Str8:
                return Utf8(Next());
            case Wire.Str16:
                return Utf8(BinaryPrimitives.ReverseEndianness(Load<ushort>()));
            case Wire.Str32:
                return Utf8(BinaryPrimitives.ReverseEndianness(Load<uint>()));
            case Wire.Ext32:
                var length = BinaryPrimitives.ReverseEndianness(Load<uint>());
                if (Next() != Wire.ExtUtf16 || length % 2 != 0)
                    throw Corrupt("an extension is not a string");
                return new string(MemoryMarshal.Cast<byte, char>(Take(length)));
            default:
                throw Unexpected("a string", format);
        }
    }

    /// <summary>Goes past the head of an array.</summary>
    internal void SkipItemsHead()
    {
        if (Next() != Wire.Array16)
            throw Corrupt("the head of a value is missing");
        Load<ushort>();
    }

    internal static bool IsText(byte format) => (format & 0xE0) == Wire.FixStr || format is Wire.Str8 or Wire.Str16 or Wire.Str32 or Wire.Ext32;

    internal bool GetBoolean() => Next() switch
    {
        Wire.True => true,
        Wire.False => false,
        var format => throw Unexpected("a bool", format),
    };

    internal float GetSingle() =>
        Next() is Wire.Float32 ? BitConverter.UInt32BitsToSingle(BinaryPrimitives.ReverseEndianness(Load<uint>())) : throw Corrupt("a float was expected");

    internal double GetDouble() =>
        Next() is Wire.Float64 ? BitConverter.UInt64BitsToDouble(BinaryPrimitives.ReverseEndianness(Load<ulong>())) : throw Corrupt("a double was expected");

    internal UInt128 GetWide()
    {
        if (Next() != Wire.FixExt16 || Next() != Wire.ExtWide)
            throw Corrupt("sixteen bytes were expected");
        return BinaryPrimitives.ReadUInt128BigEndian(Take(16));
    }

    internal long GetInteger(long least, long most)
    {
        var value = GetInt64();
        return value >= least && value <= most ? value : throw Corrupt($"{value} is out of range");
    }

    internal ulong GetUnsigned(ulong most)
    {
        var value = GetUInt64();
        return value <= most ? value : throw Corrupt($"{value} is out of range");
    }

    /// <summary>Reads the id in a reference, whose format byte has been read.</summary>
    ulong GetId(byte format)
    {
        if (Next() != Wire.ExtReference)
            throw Corrupt("an extension is not a reference");
        return format switch
        {
            Wire.FixExt1 => Next(),
            Wire.FixExt2 => BinaryPrimitives.ReverseEndianness(Load<ushort>()),
            Wire.FixExt4 => BinaryPrimitives.ReverseEndianness(Load<uint>()),
            _ => BinaryPrimitives.ReverseEndianness(Load<ulong>()),
        };
    }

    string Utf8(uint length)
    {
        var bytes = Take(length);
        if (Ascii.IsValid(bytes))
            return Encoding.Latin1.GetString(bytes);
        try
        {
            return strictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Corrupt("a string is not UTF-8");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    byte Next()
    {
        if (position >= end)
            ThrowTruncated();
        return Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(data), position++);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    T Load<T>()
        where T : unmanaged
    {
        if (end - position < Unsafe.SizeOf<T>())
            ThrowTruncated();
        var value = Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(data), position));
        position += Unsafe.SizeOf<T>();
        return value;
    }

    ReadOnlySpan<byte> Take(uint length)
    {
        if (length > (uint)(end - position))
            ThrowTruncated();
        var bytes = data.AsSpan(position, (int)length);
        position += (int)length;
        return bytes;
    }

    [DoesNotReturn]
    void ThrowTruncated() => throw Corrupt("the bytes end too early");

    CorruptStateException Unexpected(string wanted, byte format) => Corrupt($"{wanted} was expected, format 0x{format:X2} was found");

    /// <summary>The error for bytes that cannot be read: throw it.</summary>
    /// <param name="cause">What is wrong, a clause.</param>
    public CorruptStateException Corrupt(string cause) => new($"The state cannot be read at byte {position}: {cause}.", Run);
}
