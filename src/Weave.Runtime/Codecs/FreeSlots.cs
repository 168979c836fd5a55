using System.Collections;
using Weave.State;

namespace Weave.Codecs;

/// <summary>The slots of a hashing collection: how many, and which of them are free, in the order in which they will be used again.</summary>
readonly struct FreeSlots
{
    readonly BitArray? isFree;

    FreeSlots(int used, int[] free, BitArray? isFree, int capacity)
    {
        Used = used;
        Free = free;
        this.isFree = isFree;
        Capacity = capacity;
    }

    /// <summary>Room for slots. It decides whether a later TrimExcess closes the gaps, so it travels too, up to a bound that no growth exceeds.</summary>
    internal int Capacity { get; }

    internal int Used { get; }

    internal int[] Free { get; }

    internal int Total => Used + Free.Length;

    internal bool IsFree(int slot) => isFree is not null && isFree[slot];

    internal static void Write(StateWriter writer, int used, int[] free, int capacity)
    {
        writer.PutUInt64((uint)used);
        writer.PutUInt64((uint)free.Length);
        writer.PutUInt64((uint)Math.Min(capacity, MostCapacity(used + free.Length)));
        foreach (var slot in free)
            writer.PutUInt64((uint)slot);
    }

    internal static FreeSlots Read(StateReader reader)
    {
        var used = reader.GetCount();
        var count = reader.GetCount();
        var capacity = (int)reader.GetInteger((long)used + count, MostCapacity((long)used + count));
        if (used > reader.Remaining - count)
            throw reader.Corrupt("more slots are announced than bytes are left");
        if (count == 0)
            return new FreeSlots(used, [], null, capacity);
        var free = new int[count];
        var isFree = new BitArray(used + count);
        foreach (ref var slot in free.AsSpan())
        {
            slot = (int)reader.GetUnsigned((ulong)(used + count - 1));
            if (isFree[slot])
                throw reader.Corrupt("a slot is free twice");
            isFree[slot] = true;
        }

        return new FreeSlots(used, free, isFree, capacity);
    }

    static long MostCapacity(long slots) => Math.Min(Array.MaxLength, (3 * slots) + 17);
}
