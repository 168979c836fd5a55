using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weave.Checkpoints;

/// <summary>CRC-32C, with the processor's instruction where there is one.</summary>
static class Crc32C
{
    internal static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        ref var at = ref MemoryMarshal.GetReference(bytes);
        nint i = 0;
        for (; i <= bytes.Length - 8; i += 8)
            crc = BitOperations.Crc32C(crc, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, i)));
        for (; i < bytes.Length; i++)
            crc = BitOperations.Crc32C(crc, Unsafe.Add(ref at, i));
        return ~crc;
    }

    /// <summary>Puts the CRC of all bytes before them into the last four.</summary>
    internal static void Seal(Span<byte> bytes) => BinaryPrimitives.WriteUInt32LittleEndian(bytes[^4..], Of(bytes[..^4]));
}
