using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using Arm = System.Runtime.Intrinsics.Arm;
using X86 = System.Runtime.Intrinsics.X86;

namespace Weave.State;

/// <summary>
/// 128-bit hashes by the processor's AES rounds, keyed per process: four lanes of 64 bytes go through four rounds each, under round keys of their own, and are combined.
/// Four rounds let no chosen difference through with more than 2^-113, whoever chose the data does not know the keys, and the hash never leaves the process.
/// </summary>
static class KeyedHash
{
    internal const int BlockSize = 64;
    const int Lanes = 4;
    const int Rounds = 4;

    // For each lane a key before its rounds and one for each round; at the end the keys of the chain that longer content goes through.
    static readonly Vector128<byte>[] keys = RandomKeys((Lanes + 1) * (Rounds + 1));

    internal static bool IsSupported => X86.Aes.IsSupported || Arm.Aes.IsSupported;

    /// <summary>The hash of 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<byte> OfBlock(ref byte block)
    {
        ref var key = ref MemoryMarshal.GetArrayDataReference(keys);
        return Combine(
            ref key,
            Vector128.LoadUnsafe(ref block), Vector128.LoadUnsafe(ref block, 16), Vector128.LoadUnsafe(ref block, 32), Vector128.LoadUnsafe(ref block, 48));
    }

    /// <summary>The hash of at least 16 bytes. Contents of different lengths may have the same one: compare lengths beside it.</summary>
    internal static Vector128<byte> Of(ReadOnlySpan<byte> bytes)
    {
        ref var at = ref MemoryMarshal.GetReference(bytes);
        ref var key = ref MemoryMarshal.GetArrayDataReference(keys);
        if (bytes.Length <= 32)
        {
            // For one length the two halves determine the content, though they may overlap.
            var first = Lane(ref key, 0, Vector128.LoadUnsafe(ref at));
            return first ^ Lane(ref key, 1, Vector128.LoadUnsafe(ref at, (nuint)bytes.Length - 16));
        }

        if (bytes.Length < BlockSize)
            return Combine(ref key, Vector128.LoadUnsafe(ref at), Vector128.LoadUnsafe(ref at, 16), Vector128.LoadUnsafe(ref at, (nuint)bytes.Length - 32), Vector128.LoadUnsafe(ref at, (nuint)bytes.Length - 16));

        var hash = OfBlock(ref at);
        var last = bytes.Length - BlockSize;
        for (nint i = BlockSize; i < last; i += BlockSize)
            hash = Lane(ref key, Lanes, hash) ^ OfBlock(ref Unsafe.Add(ref at, i));
        return last == 0 ? hash : Lane(ref key, Lanes, hash) ^ OfBlock(ref Unsafe.Add(ref at, last));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<byte> Combine(ref Vector128<byte> key, Vector128<byte> a, Vector128<byte> b, Vector128<byte> c, Vector128<byte> d) =>
        Lane(ref key, 0, a) ^ Lane(ref key, 1, b) ^ Lane(ref key, 2, c) ^ Lane(ref key, 3, d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<byte> Lane(ref Vector128<byte> key, int lane, Vector128<byte> value)
    {
        key = ref Unsafe.Add(ref key, lane * (Rounds + 1));
        value ^= key;
        value = Round(value, Unsafe.Add(ref key, 1));
        value = Round(value, Unsafe.Add(ref key, 2));
        value = Round(value, Unsafe.Add(ref key, 3));
        return Round(value, Unsafe.Add(ref key, 4));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<byte> Round(Vector128<byte> value, Vector128<byte> key) =>
        X86.Aes.IsSupported ? X86.Aes.Encrypt(value, key) : Arm.Aes.MixColumns(Arm.Aes.Encrypt(value, Vector128<byte>.Zero)) ^ key;

    static Vector128<byte>[] RandomKeys(int count)
    {
        var made = new Vector128<byte>[count];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(made.AsSpan()));
        return made;
    }
}
