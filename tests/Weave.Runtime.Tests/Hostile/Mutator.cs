using System.Buffers.Binary;
using Weave.State;

namespace Weave.Runtime.Tests.Hostile;

/// <summary>Changes a checkpoint as somebody would who knows its structure: items, references, records, schemas, lengths; and now and then a byte anywhere.</summary>
sealed class Mutator(Random random)
{
    static readonly byte[][] items =
    [
        [Wire.Nil], [Wire.True], [0x00], [0x01], [0x7F], [0xFF], [0xE0], [0x90], [0xA0], [0xA1, (byte)'a'], [Wire.UInt8, 0xFF], [Wire.UInt16, 0xFF, 0xFF],
        [Wire.UInt32, 0x00, 0x10, 0x00, 0x00], [Wire.UInt32, 0x02, 0x00, 0x00, 0x00], [Wire.UInt32, 0x7F, 0xFF, 0xFF, 0xC0], [Wire.UInt32, 0x7F, 0xFF, 0xFF, 0xFF], [Wire.UInt32, 0xFF, 0xFF, 0xFF, 0xFF], [Wire.UInt64, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [Wire.UInt64, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        [Wire.Int32, 0x80, 0, 0, 0], [Wire.Int64, 0x80, 0, 0, 0, 0, 0, 0, 0], [Wire.Float64, 0x7F, 0xF8, 0, 0, 0, 0, 0, 0], [Wire.Float32, 0xFF, 0xFF, 0xFF, 0xFF],
        [Wire.Str32, 0x7F, 0xFF, 0xFF, 0xFF], [Wire.Bin32, 0xFF, 0xFF, 0xFF, 0xFF], [Wire.Ext32, 0x10, 0, 0, 0, Wire.ExtUtf16], [Wire.Array32, 0xFF, 0xFF, 0xFF, 0xFF], [Wire.FixExt16, Wire.ExtWide, .. new byte[16]],
    ];

    internal byte[] Mutate(Anatomy good)
    {
        var parts = good.Copy();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
            Change(parts);
        var bytes = parts.Whole();
        return random.Next(5) == 0 ? Flip(bytes) : bytes;
    }

    /// <summary>One to four bytes changed, removed or inserted, with a check that mostly fits.</summary>
    internal byte[] Flip(byte[] good)
    {
        var bytes = good.ToList();
        for (var changes = random.Next(1, 5); changes > 0 && bytes.Count > 8; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes[at] = (byte)(random.Next(2) == 0 ? 0xFF : 0xC0 + random.Next(32)); break;
                case 3: bytes.RemoveAt(at); break;
                case 4: bytes.Insert(at, (byte)random.Next(256)); break;
                default:
                    if (random.Next(10) == 0 && at > 8)
                        bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return random.Next(10) > 0 ? Anatomy.Sealed([.. bytes]) : [.. bytes];
    }

    void Change(Anatomy parts)
    {
        switch (random.Next(12))
        {
            case 0 when parts.Objects.Count > 1:
                var (one, other) = (random.Next(parts.Objects.Count), random.Next(parts.Objects.Count));
                parts.Objects[one] = parts.Objects[one] with { Schema = random.Next(3) > 0 ? parts.Objects[other].Schema : random.Next(parts.Schemas.Count + 1) };
                break;
            case 1 when parts.Objects.Count > 1:
                parts.Objects[random.Next(parts.Objects.Count)] = parts.Objects[random.Next(parts.Objects.Count)] with { Id = random.Next(parts.Objects.Count + 2) };
                break;
            case 2 when parts.Objects.Count > 1 && random.Next(4) == 0:
                parts.Objects.RemoveAt(random.Next(parts.Objects.Count));
                break;
            case 3 when random.Next(4) == 0:
                parts.Schemas[random.Next(parts.Schemas.Count)] = random.Next(3) == 0 ? random.Next() : parts.Schemas[random.Next(parts.Schemas.Count)];
                break;
            case 4 when parts.Frames.Count > 0 && random.Next(4) == 0:
                parts.Frames[random.Next(parts.Frames.Count)] = parts.Frames[random.Next(parts.Frames.Count)] with { Schema = random.Next(parts.Schemas.Count) };
                break;
            case 5 when random.Next(4) == 0:
                parts.Keep = random.Next(2) == 0 ? random.Next(5) : int.MaxValue;
                break;
            case 6 when parts.Objects.Count > 1:
                Chain(parts);
                break;
            case 7 or 8 when parts.Frames.Count > 0:
                var frame = random.Next(parts.Frames.Count);
                parts.Frames[frame] = parts.Frames[frame] with { Body = Body(parts.Frames[frame].Body, parts) };
                break;
            default:
                if (parts.Objects.Count == 0)
                    break;
                var at = random.Next(parts.Objects.Count);
                parts.Objects[at] = parts.Objects[at] with { Body = Body(parts.Objects[at].Body, parts) };
                break;
        }
    }

    /// <summary>Some objects in a row, each referring to the next one, and the last perhaps to the first.</summary>
    void Chain(Anatomy parts)
    {
        var start = random.Next(parts.Objects.Count);
        var length = Math.Min(random.Next(2, 40), parts.Objects.Count - start);
        for (var i = start; i < start + length; i++)
        {
            var next = i + 1 < start + length ? i + 1 : random.Next(2) == 0 ? start : i;
            var (id, schema, body) = parts.Objects[i];
            var at = Split(body).Where(item => body[item.At] is >= Wire.FixExt1 and <= Wire.FixExt8).ToList();
            if (at.Count > 0)
                parts.Objects[i] = (id, schema, Replace(body, at[random.Next(at.Count)], Reference(parts.Objects[next].Id)));
        }
    }

    byte[] Body(byte[] body, Anatomy parts)
    {
        var at = Split(body);
        if (at.Count == 0)
            return items[random.Next(items.Length)];
        var item = at[random.Next(at.Count)];
        var other = at[random.Next(at.Count)];
        return random.Next(9) switch
        {
            0 or 1 => Replace(body, item, items[random.Next(items.Length)]),
            2 => Replace(body, item, Reference(random.Next(8) == 0 || parts.Objects.Count == 0 ? random.Next() : parts.Objects[random.Next(parts.Objects.Count)].Id)),
            3 => Replace(body, item, []),
            4 => Replace(body, item, [.. body.AsSpan(item.At, item.Size), .. body.AsSpan(item.At, item.Size)]),
            5 => Replace(body, item, body[other.At..(other.At + other.Size)]),
            6 => [.. body.AsSpan(0, item.At), .. items[random.Next(items.Length)], .. body.AsSpan(item.At)],
            7 => body[..item.At],
            _ => Nudge(body),
        };
    }

    byte[] Nudge(byte[] body)
    {
        var changed = body.ToArray();
        changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
        return changed;
    }

    static byte[] Replace(byte[] body, (int At, int Size) item, byte[] by) => [.. body.AsSpan(0, item.At), .. by, .. body.AsSpan(item.At + item.Size)];

    static byte[] Reference(long id)
    {
        if (id <= byte.MaxValue)
            return [Wire.FixExt1, Wire.ExtReference, (byte)id];
        var reference = new byte[6];
        (reference[0], reference[1]) = (Wire.FixExt4, Wire.ExtReference);
        BinaryPrimitives.WriteUInt32BigEndian(reference.AsSpan(2), (uint)id);
        return reference;
    }

    /// <summary>The items of a body; one that is cut off takes the rest.</summary>
    static List<(int At, int Size)> Split(byte[] body)
    {
        var found = new List<(int, int)>();
        for (var at = 0; at < body.Length;)
        {
            var size = (int)Math.Min(body.Length - at, Size(body, at));
            found.Add((at, size));
            at += size;
        }

        return found;
    }

    static long Size(byte[] body, int at) => body[at] switch
    {
        <= 0x9F => 1,
        < 0xC0 and var text => 1 + (text & 0x1F),
        Wire.Bin8 or Wire.Str8 => 2L + Length(body, at, 1),
        Wire.Bin16 or Wire.Str16 => 3L + Length(body, at, 2),
        Wire.Bin32 or Wire.Str32 => 5L + Length(body, at, 4),
        Wire.Ext8 => 3L + Length(body, at, 1),
        Wire.Ext16 => 4L + Length(body, at, 2),
        Wire.Ext32 => 6L + Length(body, at, 4),
        Wire.UInt8 or Wire.Int8 => 2,
        Wire.UInt16 or Wire.Int16 or Wire.FixExt1 => 3,
        Wire.FixExt2 => 4,
        Wire.UInt32 or Wire.Int32 or Wire.Float32 => 5,
        Wire.FixExt4 => 6,
        Wire.UInt64 or Wire.Int64 or Wire.Float64 => 9,
        Wire.FixExt8 => 10,
        Wire.FixExt16 => 18,
        _ => 1,
    };

    static long Length(byte[] body, int at, int size)
    {
        long length = 0;
        for (var i = 1; i <= size && at + i < body.Length; i++)
            length = (length << 8) | body[at + i];
        return length;
    }
}
