using System.Runtime.CompilerServices;
using System.Text;

namespace Weave.State;

/// <summary>A growable list of bytes with varints: headers and indexes.</summary>
sealed class ByteList
{
    static readonly UTF8Encoding strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    byte[] bytes = new byte[64];

    internal int Count { get; private set; }

    internal ReadOnlySpan<byte> Span => bytes.AsSpan(0, Count);

    internal void Clear() => Count = 0;

    internal void Trim()
    {
        Count = 0;
        if (bytes.Length > 1 << 16)
            bytes = new byte[64];
    }

    internal void Byte(byte value)
    {
        Reserve(1);
        bytes[Count++] = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Put(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            bytes[Count++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[Count++] = (byte)value;
    }

    /// <summary>Small magnitudes of either sign take one byte.</summary>
    internal void PutSigned(long value) => Put((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>One line of an index of objects.</summary>
    internal void PutRecord(long distance, uint schema, uint length)
    {
        if (distance == 0 && (schema | length) < 0x80)
        {
            Reserve(3);
            var line = bytes.AsSpan(Count, 3);
            line[2] = (byte)length;
            line[1] = (byte)schema;
            line[0] = 0;
            Count += 3;
            return;
        }

        PutSigned(distance);
        Put(schema);
        Put(length);
    }

    internal void Bytes(ReadOnlySpan<byte> content)
    {
        Reserve(content.Length);
        content.CopyTo(bytes.AsSpan(Count));
        Count += content.Length;
    }

    internal void Text(string text)
    {
        var length = strictUtf8.GetByteCount(text);
        Put((uint)length);
        Reserve(length);
        Count += strictUtf8.GetBytes(text, bytes.AsSpan(Count));
    }

    void Reserve(int size)
    {
        if (size > bytes.Length - Count)
            Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)Count + size, 2L * bytes.Length)));
    }
}
