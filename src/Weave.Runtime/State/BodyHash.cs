using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Weave.State;

/// <summary>
/// Tells whether a record is what the chain holds already. Up to sixteen bytes are their own hash; lengths are compared beside it. More go through <see cref="KeyedHash"/>,
/// or through SipHash-1-3 with 128 bits of output where the processor has no AES. An omitted change would be a wrong result, so the hash has to stand up to data that
/// somebody chose; it never leaves the process, so its key may be random.
/// </summary>
static class BodyHash
{
    static readonly ulong key0 = RandomKey();
    static readonly ulong key1 = RandomKey();

    internal static UInt128 Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= 16)
            return Itself(bytes);
        return KeyedHash.IsSupported ? Unsafe.BitCast<Vector128<byte>, UInt128>(KeyedHash.Of(bytes)) : Sip(bytes);
    }

    static UInt128 Itself(ReadOnlySpan<byte> bytes)
    {
        Span<byte> padded = stackalloc byte[16];
        padded.Clear();
        bytes.CopyTo(padded);
        return Unsafe.ReadUnaligned<UInt128>(ref MemoryMarshal.GetReference(padded));
    }

    internal static UInt128 Sip(ReadOnlySpan<byte> bytes)
    {
        var v0 = key0 ^ 0x736F6D6570736575;
        var v1 = key1 ^ 0x646F72616E646F6D ^ 0xEE;
        var v2 = key0 ^ 0x6C7967656E657261;
        var v3 = key1 ^ 0x7465646279746573;

        ref var at = ref MemoryMarshal.GetReference(bytes);
        var whole = bytes.Length & ~7;
        for (nint i = 0; i < whole; i += 8)
        {
            var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, i));
            v3 ^= word;
            Round(ref v0, ref v1, ref v2, ref v3);
            v0 ^= word;
        }

        var last = (ulong)bytes.Length << 56;
        for (var i = whole; i < bytes.Length; i++)
            last |= (ulong)bytes[i] << ((i - whole) * 8);
        v3 ^= last;
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= last;

        v2 ^= 0xEE;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        var low = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xDD;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        return new UInt128(v0 ^ v1 ^ v2 ^ v3, low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v2 += v3;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 = BitOperations.RotateLeft(v2, 32);
    }

    static ulong RandomKey() => MemoryMarshal.Read<ulong>(RandomNumberGenerator.GetBytes(8));
}
