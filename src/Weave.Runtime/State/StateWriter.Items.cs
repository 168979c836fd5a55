using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Weave.State;

// MessagePack items, each in its smallest form.
public sealed partial class StateWriter
{
    const int KeptBuffer = 1 << 18;

    byte[] buffer = new byte[512];
    int position;

    /// <summary>Writes an integer in its smallest form.</summary>
    /// <param name="value">The integer.</param>
    public void PutInt64(long value)
    {
        if (value >= 0)
        {
            PutUInt64((ulong)value);
            return;
        }

        ref var at = ref Reserve(9);
        if (value >= -32)
        {
            at = (byte)value;
            position++;
        }
        else if (value >= sbyte.MinValue)
        {
            at = Wire.Int8;
            Unsafe.Add(ref at, 1) = (byte)value;
            position += 2;
        }
        else if (value >= short.MinValue)
        {
            at = Wire.Int16;
            Store(ref at, BinaryPrimitives.ReverseEndianness((short)value));
            position += 3;
        }
        else if (value >= int.MinValue)
        {
            at = Wire.Int32;
            Store(ref at, BinaryPrimitives.ReverseEndianness((int)value));
            position += 5;
        }
        else
        {
            at = Wire.Int64;
            Store(ref at, BinaryPrimitives.ReverseEndianness(value));
            position += 9;
        }
    }

    /// <summary>Writes an unsigned integer in its smallest form.</summary>
    /// <param name="value">The integer.</param>
    public void PutUInt64(ulong value)
    {
        ref var at = ref Reserve(9);
        if (value <= 0x7F)
        {
            at = (byte)value;
            position++;
        }
        else if (value <= byte.MaxValue)
        {
            at = Wire.UInt8;
            Unsafe.Add(ref at, 1) = (byte)value;
            position += 2;
        }
        else if (value <= ushort.MaxValue)
        {
            at = Wire.UInt16;
            Store(ref at, BinaryPrimitives.ReverseEndianness((ushort)value));
            position += 3;
        }
        else if (value <= uint.MaxValue)
        {
            at = Wire.UInt32;
            Store(ref at, BinaryPrimitives.ReverseEndianness((uint)value));
            position += 5;
        }
        else
        {
            at = Wire.UInt64;
            Store(ref at, BinaryPrimitives.ReverseEndianness(value));
            position += 9;
        }
    }

    /// <summary>Writes nil.</summary>
    public void PutNil()
    {
        Reserve(1) = Wire.Nil;
        position++;
    }

    /// <summary>Writes raw bytes as one binary item.</summary>
    /// <param name="bytes">The bytes.</param>
    public void PutBinary(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= BlockShadow.LeastLength && TakesRuns)
        {
            PutRun(bytes);
            return;
        }

        position += PutBinaryHead(bytes.Length);
        bytes.CopyTo(Room(bytes.Length));
        position += bytes.Length;
    }

    /// <summary>Writes what stands in front of raw bytes; returns its length.</summary>
    int PutBinaryHead(int length)
    {
        ref var at = ref Reserve(5);
        if (length <= byte.MaxValue)
        {
            at = Wire.Bin8;
            Unsafe.Add(ref at, 1) = (byte)length;
            return 2;
        }

        if (length <= ushort.MaxValue)
        {
            at = Wire.Bin16;
            Store(ref at, BinaryPrimitives.ReverseEndianness((ushort)length));
            return 3;
        }

        at = Wire.Bin32;
        Store(ref at, BinaryPrimitives.ReverseEndianness((uint)length));
        return 5;
    }

    /// <summary>Writes a string in place, however long; lone surrogates survive.</summary>
    /// <param name="value">The string, or null.</param>
    public void PutText(string? value)
    {
        if (value is null)
        {
            PutNil();
            return;
        }

        // A guess that all characters are ASCII decides the size of the header; when it fails, the text moves.
        Reserve(5 + (3L * value.Length));
        var head = TextHead(value.Length);
        var status = Ascii.FromUtf16(value, buffer.AsSpan(position + head), out var length);
        if (status != OperationStatus.Done)
            status = Utf8.FromUtf16(value, buffer.AsSpan(position + head), out _, out length, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
        {
            PutExtension(Wire.ExtUtf16, MemoryMarshal.AsBytes(value.AsSpan()));
            return;
        }

        if (TextHead(length) != head)
        {
            buffer.AsSpan(position + head, length).CopyTo(buffer.AsSpan(position + TextHead(length)));
            head = TextHead(length);
        }

        ref var at = ref buffer[position];
        switch (head)
        {
            case 1:
                at = (byte)(Wire.FixStr | length);
                break;
            case 2:
                at = Wire.Str8;
                Unsafe.Add(ref at, 1) = (byte)length;
                break;
            case 3:
                at = Wire.Str16;
                Store(ref at, BinaryPrimitives.ReverseEndianness((ushort)length));
                break;
            default:
                at = Wire.Str32;
                Store(ref at, BinaryPrimitives.ReverseEndianness((uint)length));
                break;
        }

        position += head + length;
    }

    /// <summary>Leaves room for the head of an array; returns where.</summary>
    internal int BeginItems()
    {
        Reserve(3);
        position += 3;
        return position - 3;
    }

    /// <summary>Writes the head of an array whose items have been written.</summary>
    internal void EndItems(int head)
    {
        var count = ItemWalker.Count(buffer.AsSpan(head + 3, position - head - 3));
        if (count > ushort.MaxValue)
            throw new StateTooLargeException();
        buffer[head] = Wire.Array16;
        BinaryPrimitives.WriteUInt16BigEndian(buffer.AsSpan(head + 1), (ushort)count);
    }

    /// <summary>Writes items that are items already.</summary>
    internal void PutItems(ReadOnlySpan<byte> items)
    {
        Reserve(items.Length);
        items.CopyTo(buffer.AsSpan(position));
        position += items.Length;
    }

    /// <summary>Ends the keys of a collection that is filled late.</summary>
    internal void PutKeysEnd()
    {
        Reserve(1) = ItemWalker.KeysEnd;
        position++;
    }

    internal void PutBoolean(bool value)
    {
        Reserve(1) = value ? Wire.True : Wire.False;
        position++;
    }

    internal void PutSingle(float value)
    {
        ref var at = ref Reserve(5);
        at = Wire.Float32;
        Store(ref at, BinaryPrimitives.ReverseEndianness(BitConverter.SingleToUInt32Bits(value)));
        position += 5;
    }

    internal void PutDouble(double value)
    {
        ref var at = ref Reserve(9);
        at = Wire.Float64;
        Store(ref at, BinaryPrimitives.ReverseEndianness(BitConverter.DoubleToUInt64Bits(value)));
        position += 9;
    }

    internal void PutWide(UInt128 bits)
    {
        ref var at = ref Reserve(18);
        at = Wire.FixExt16;
        Unsafe.Add(ref at, 1) = Wire.ExtWide;
        BinaryPrimitives.WriteUInt128BigEndian(buffer.AsSpan(position + 2), bits);
        position += 18;
    }

    internal void PutId(ulong id)
    {
        ref var at = ref Reserve(10);
        Unsafe.Add(ref at, 1) = Wire.ExtReference;
        if (id <= byte.MaxValue)
        {
            at = Wire.FixExt1;
            Unsafe.Add(ref at, 2) = (byte)id;
            position += 3;
        }
        else if (id <= ushort.MaxValue)
        {
            at = Wire.FixExt2;
            Store(ref Unsafe.Add(ref at, 1), BinaryPrimitives.ReverseEndianness((ushort)id));
            position += 4;
        }
        else if (id <= uint.MaxValue)
        {
            at = Wire.FixExt4;
            Store(ref Unsafe.Add(ref at, 1), BinaryPrimitives.ReverseEndianness((uint)id));
            position += 6;
        }
        else
        {
            at = Wire.FixExt8;
            Store(ref Unsafe.Add(ref at, 1), BinaryPrimitives.ReverseEndianness(id));
            position += 10;
        }
    }

    void PutExtension(byte type, ReadOnlySpan<byte> content)
    {
        ref var at = ref Reserve(6 + (long)content.Length);
        at = Wire.Ext32;
        Store(ref at, BinaryPrimitives.ReverseEndianness((uint)content.Length));
        Unsafe.Add(ref at, 5) = type;
        content.CopyTo(buffer.AsSpan(position + 6));
        position += 6 + content.Length;
    }

    static int TextHead(int length) => length <= 31 ? 1 : length <= byte.MaxValue ? 2 : length <= ushort.MaxValue ? 3 : 5;

    /// <summary>Stores a value that is already big-endian behind the format byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store<T>(ref byte format, T bigEndian)
        where T : unmanaged =>
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref format, 1), bigEndian);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ref byte Reserve(long size)
    {
        if (size > buffer.Length - position)
            Grow(size);
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(buffer), position);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Grow(long size)
    {
        var needed = position + size;
        if (needed > Array.MaxLength)
            throw new StateTooLargeException();
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * buffer.Length)));
        buffer.AsSpan(0, position).CopyTo(larger);
        ReleaseBuffer();
        buffer = larger;
    }

    void ReleaseBuffer()
    {
        if (buffer.Length > 512)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Gives a large buffer back to the pool, so that one large strand does not cost every thread its size.</summary>
    [MemberNotNull(nameof(buffer))]
    void TrimBuffer()
    {
        position = 0;
        if (buffer is { Length: <= KeptBuffer })
            return;
        ReleaseBuffer();
        buffer = new byte[512];
    }
}
