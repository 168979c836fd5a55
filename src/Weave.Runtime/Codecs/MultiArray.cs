using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary>The shape of an array with several dimensions: its lengths; before them nil where one does not start at 0, and the starts after them.</summary>
static class MultiArray
{
    internal static void WriteShape(StateWriter writer, Array value)
    {
        var shifted = false;
        for (var i = 0; i < value.Rank; i++)
            shifted |= value.GetLowerBound(i) != 0;
        if (shifted)
            writer.PutNil();
        for (var i = 0; i < value.Rank; i++)
            writer.PutUInt64((uint)value.GetLength(i));
        for (var i = 0; shifted && i < value.Rank; i++)
            writer.PutInt64(value.GetLowerBound(i));
    }

    internal static Array Make(StateReader reader, Type type, int rank, int leastSize)
    {
        var shifted = reader.TryNil();
        var lengths = new int[rank];
        var none = ReadLengths(reader, lengths, leastSize);
        var starts = new int[rank];
        for (var i = 0; shifted && i < rank; i++)
            starts[i] = (int)reader.GetInteger(int.MinValue, int.MaxValue - lengths[i]);
        try
        {
            return Array.CreateInstanceFromArrayType(type, lengths, starts);
        }
        catch (OutOfMemoryException) when (none)
        {
            throw reader.Corrupt("the lengths of an array without elements are out of range");
        }
    }

    /// <summary>All elements, the last dimension's together.</summary>
    internal static Span<T> Span<T>(Array value) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(value)), value.Length);

    /// <summary>True if there are no elements.</summary>
    static bool ReadLengths(StateReader reader, Span<int> lengths, int leastSize)
    {
        // A length may be large while another one is 0: then there are no elements.
        var none = false;
        foreach (ref var length in lengths)
        {
            length = (int)reader.GetUnsigned((ulong)Array.MaxLength);
            none |= length == 0;
        }

        UInt128 elements = none ? 0u : 1u;
        foreach (var length in lengths)
        {
            elements *= (uint)length;
            if (elements * (uint)leastSize > (uint)reader.Remaining)
                throw reader.Corrupt($"{elements} elements are announced, {reader.Remaining} bytes are left");
        }

        return none;
    }
}
