using System.Numerics;
using System.Runtime.CompilerServices;

namespace Weave.State;

/// <summary>
/// Which hashes have been seen, roughly, in little memory: where it says no, that is certain. Two bits are set for each hash. Whoever makes room for more notes all of them again.
/// </summary>
readonly struct HashFilter
{
    readonly ulong[] words;
    readonly int shift;

    /// <summary>At least eight bits for each hash.</summary>
    internal HashFilter(int capacity)
    {
        words = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, capacity)) / 8];
        shift = 32 - BitOperations.Log2((uint)words.Length);
    }

    /// <summary>How many hashes it is good for; with more it says yes too often, and is still right where it says no.</summary>
    internal int Capacity => words.Length * 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool MayHave(uint hash)
    {
        var bits = BitsOf(hash);
        return (words[hash >> shift] & bits) == bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Note(uint hash) => words[hash >> shift] |= BitsOf(hash);

    internal void Clear() => Array.Clear(words);

    static ulong BitsOf(uint hash) => (1UL << (int)hash) | (1UL << (int)(hash >> 6));
}
