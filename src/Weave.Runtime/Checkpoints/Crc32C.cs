using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weave.Checkpoints;

/// <summary>CRC-32C, with the processor's instruction where there is one.</summary>
static class Crc32C
{
    // The instruction waits for its last result, so three parts of long content are taken side by side.
    const int Part = 8192;

    // What Part zero bytes behind it make of a remainder, by each of its four bytes.
    static readonly uint[] beyond = Beyond();

    internal static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        ref var at = ref MemoryMarshal.GetReference(bytes);
        nint i = 0;
        for (; i <= bytes.Length - (3 * Part); i += 3 * Part)
        {
            var (second, third) = (0u, 0u);
            for (nint j = i; j < i + Part; j += 8)
            {
                crc = BitOperations.Crc32C(crc, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, j)));
                second = BitOperations.Crc32C(second, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, j + Part)));
                third = BitOperations.Crc32C(third, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, j + (2 * Part))));
            }

            crc = PartBehind(PartBehind(crc) ^ second) ^ third;
        }

        for (; i <= bytes.Length - 8; i += 8)
            crc = BitOperations.Crc32C(crc, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, i)));
        for (; i < bytes.Length; i++)
            crc = BitOperations.Crc32C(crc, Unsafe.Add(ref at, i));
        return ~crc;
    }

    /// <summary>Puts the CRC of all bytes before them into the last four.</summary>
    internal static void Seal(Span<byte> bytes) => BinaryPrimitives.WriteUInt32LittleEndian(bytes[^4..], Of(bytes[..^4]));

    static uint PartBehind(uint crc) => beyond[(byte)crc] ^ beyond[256 + (byte)(crc >> 8)] ^ beyond[512 + (byte)(crc >> 16)] ^ beyond[768 + (crc >> 24)];

    static uint[] Beyond()
    {
        // It is linear: what holds for single bits holds for their sums.
        var table = new uint[4 * 256];
        for (var bit = 0; bit < 32; bit++)
        {
            var crc = 1u << bit;
            for (var i = 0; i < Part; i += 8)
                crc = BitOperations.Crc32C(crc, 0UL);
            var column = bit / 8 * 256;
            for (var i = 0; i < 256; i++)
            {
                if ((i >> (bit % 8) & 1) != 0)
                    table[column + i] ^= crc;
            }
        }

        return table;
    }
}
