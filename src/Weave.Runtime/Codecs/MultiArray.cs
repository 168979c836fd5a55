using Weave.State;

namespace Weave.Codecs;

/// <summary>The lengths of an array with several dimensions.</summary>
static class MultiArray
{
    internal static void WriteLengths(StateWriter writer, Array value)
    {
        for (var i = 0; i < value.Rank; i++)
        {
            if (value.GetLowerBound(i) != 0)
                throw new NoCodecException(value.GetType(), "an array that does not start at 0");
            writer.PutUInt64((uint)value.GetLength(i));
        }
    }

    internal static void ReadLengths(StateReader reader, Span<int> lengths, int leastSize)
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
            elements *= (uint)length;
        if (elements * (uint)leastSize > (uint)reader.Remaining)
            throw reader.Corrupt($"{elements} elements are announced, {reader.Remaining} bytes are left");
    }
}
