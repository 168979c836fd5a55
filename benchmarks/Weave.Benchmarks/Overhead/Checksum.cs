using System.Runtime.InteropServices;

namespace Weave.Benchmarks.Overhead;

/// <summary>Checksums of results: every bit counts, and so does the order.</summary>
static class Checksum
{
    internal static ulong Of(long value) => (ulong)value;

    internal static ulong Of(int value) => (ulong)value;

    internal static ulong Of(double value) => BitConverter.DoubleToUInt64Bits(value);

    internal static ulong Of(double[] values) => OfBytes(MemoryMarshal.AsBytes<double>(values));

    internal static ulong Of(int[] values) => OfBytes(MemoryMarshal.AsBytes<int>(values));

    internal static ulong Of(string text) => OfBytes(MemoryMarshal.AsBytes<char>(text));

    /// <summary>Of the entries in the order of enumeration, which is part of what has to be the same.</summary>
    internal static ulong Of(Dictionary<string, int> counts)
    {
        var sum = 0UL;
        foreach (var (word, count) in counts)
            sum = Mix(Mix(sum, Of(word)), (ulong)count);
        return sum;
    }

    internal static ulong Of(Kernels.Tree tree) =>
        tree.Left is null ? 1 : Mix(Of(tree.Left), Of(tree.Right!));

    static ulong OfBytes(ReadOnlySpan<byte> bytes)
    {
        var sum = (ulong)bytes.Length;
        foreach (var b in bytes)
            sum = Mix(sum, b);
        return sum;
    }

    static ulong Mix(ulong sum, ulong value) => (sum ^ value) * 0x9E3779B97F4A7C15 ^ (sum >> 29);
}
