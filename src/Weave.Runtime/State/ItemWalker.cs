using System.Buffers.Binary;

namespace Weave.State;

/// <summary>Walks the MessagePack items of a body without knowing its type. Containers count as a header; what they hold comes after, so nothing nests.</summary>
ref struct ItemWalker(ReadOnlySpan<byte> body)
{
    /// <summary>Stands between the keys and the values of a hashing collection: an empty array, which no value is.</summary>
    internal const byte KeysEnd = 0x90;

    readonly ReadOnlySpan<byte> body = body;
    int position;

    /// <summary>Where the reference found last begins.</summary>
    internal int Last { get; private set; }

    /// <summary>True if every item has been walked over.</summary>
    internal readonly bool IsAtEnd => position == body.Length;

    /// <summary>Goes to the next reference to an object. False at the end, at a <see cref="KeysEnd"/> when <paramref name="keysOnly"/>, and where the bytes make no sense: reading them will tell.</summary>
    internal bool NextReference(bool keysOnly, out ulong id)
    {
        id = 0;
        while (position < body.Length)
        {
            var format = body[position];
            if (format == KeysEnd && keysOnly)
                return false;
            var size = SizeAt(body, position);
            if (size > body.Length - position)
                return false;
            Last = position;
            var item = body.Slice(position, (int)size);
            position += (int)size;
            if (format is >= Wire.FixExt1 and <= Wire.FixExt8 && item[1] == Wire.ExtReference)
            {
                foreach (var part in item[2..])
                    id = (id << 8) | part;
                return true;
            }
        }

        return false;
    }

    /// <summary>Finds the first binary item of at least so many bytes, if it stands near the start.</summary>
    internal static bool FindBinary(ReadOnlySpan<byte> body, int least, out int start, out int length)
    {
        const int Near = 8;
        var at = 0;
        for (var i = 0; i < Near && at < body.Length; i++)
        {
            var size = SizeAt(body, at);
            if (size > body.Length - at)
                break;
            var head = body[at] switch { Wire.Bin8 => 2, Wire.Bin16 => 3, Wire.Bin32 => 5, _ => 0 };
            if (head > 0 && size - head >= least)
            {
                (start, length) = (at + head, (int)size - head);
                return true;
            }

            at += (int)size;
        }

        (start, length) = (0, 0);
        return false;
    }

    /// <summary>How many items there are.</summary>
    internal static int Count(ReadOnlySpan<byte> items)
    {
        var count = 0;
        for (var at = 0; at < items.Length; at += (int)SizeAt(items, at))
            count++;
        return count;
    }

    /// <summary>The bytes of the item at a position, contents included unless it is a container; more than are left when it is cut off.</summary>
    /// <param name="body">The items.</param>
    /// <param name="at">Where one begins; there is at least its first byte.</param>
    internal static long SizeAt(ReadOnlySpan<byte> body, int at)
    {
        var format = body[at];
        return format switch
        {
            <= 0x9F => 1,
            < 0xC0 => 1 + (format & 0x1F),
            >= 0xE0 => 1,
            Wire.Bin8 or Wire.Str8 => 2 + Length(body, at, 1),
            Wire.Bin16 or Wire.Str16 => 3 + Length(body, at, 2),
            Wire.Bin32 or Wire.Str32 => 5 + Length(body, at, 4),
            Wire.Ext8 => 3 + Length(body, at, 1),
            Wire.Ext16 => 4 + Length(body, at, 2),
            Wire.Ext32 => 6 + Length(body, at, 4),
            Wire.UInt8 or Wire.Int8 => 2,
            Wire.UInt16 or Wire.Int16 or Wire.FixExt1 or Wire.Array16 or Wire.Map16 => 3,
            Wire.FixExt2 => 4,
            Wire.UInt32 or Wire.Int32 or Wire.Float32 or Wire.Array32 or Wire.Map32 => 5,
            Wire.FixExt4 => 6,
            Wire.UInt64 or Wire.Int64 or Wire.Float64 => 9,
            Wire.FixExt8 => 10,
            Wire.FixExt16 => 18,
            _ => 1,
        };
    }

    static long Length(ReadOnlySpan<byte> body, int at, int bytes)
    {
        if (bytes > body.Length - at - 1)
            return uint.MaxValue;
        var field = body.Slice(at + 1, bytes);
        return bytes switch
        {
            1 => field[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(field),
            _ => BinaryPrimitives.ReadUInt32BigEndian(field),
        };
    }
}
