using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weave.Checkpoints;

/// <summary>
/// CRC-32C, with the processor's instruction where there is one. That instruction waits for the one before it three cycles long and can begin each cycle: long input goes through it in three
/// lanes, which are joined by moving a lane's sum past the bytes that follow it. That move is linear, so four tables of 256 entries do it.
/// </summary>
static class Crc32C
{
    const int Lane = 1024;

    static readonly uint[] pastOne = Moves(Lane);
    static readonly uint[] pastTwo = Moves(2 * Lane);

    /// <summary>The sum of some bytes.</summary>
    internal static uint Of(ReadOnlySpan<byte> bytes) => Continue(0, bytes);

    /// <summary>The sum of some bytes that follow others, of which this is the sum.</summary>
    internal static uint Continue(uint sum, ReadOnlySpan<byte> bytes)
    {
        var crc = ~sum;
        ref var at = ref MemoryMarshal.GetReference(bytes);
        nint i = 0;
        for (; i <= bytes.Length - (3 * Lane); i += 3 * Lane)
        {
            uint second = 0, third = 0;
            for (nint j = i; j < i + Lane; j += 8)
            {
                crc = BitOperations.Crc32C(crc, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, j)));
                second = BitOperations.Crc32C(second, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, j + Lane)));
                third = BitOperations.Crc32C(third, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, j + (2 * Lane))));
            }

            crc = Move(pastTwo, crc) ^ Move(pastOne, second) ^ third;
        }

        for (; i <= bytes.Length - 8; i += 8)
            crc = BitOperations.Crc32C(crc, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, i)));
        for (; i < bytes.Length; i++)
            crc = BitOperations.Crc32C(crc, Unsafe.Add(ref at, i));
        return ~crc;
    }

    /// <summary>Puts the CRC of all bytes before them into the last four.</summary>
    internal static void Seal(Span<byte> bytes) => BinaryPrimitives.WriteUInt32LittleEndian(bytes[^4..], Of(bytes[..^4]));

    static uint Move(uint[] moves, uint crc) => moves[(byte)crc] ^ moves[256 + (byte)(crc >> 8)] ^ moves[512 + (byte)(crc >> 16)] ^ moves[768 + (crc >> 24)];

    /// <summary>What each byte of a sum becomes behind so many zeros.</summary>
    static uint[] Moves(int zeros)
    {
        var moves = new uint[4 * 256];
        for (var bit = 0; bit < 32; bit++)
        {
            var moved = 1u << bit;
            for (var i = 0; i < zeros; i += 8)
                moved = BitOperations.Crc32C(moved, 0ul);
            var (table, low) = (bit / 8 * 256, 1 << (bit % 8));
            for (var value = low; value < 2 * low; value++)
                moves[table + value] = moves[table + value - low] ^ moved;
        }

        return moves;
    }
}
