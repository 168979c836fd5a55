using System.Numerics;
using System.Runtime.CompilerServices;

namespace Weave.State;

/// <summary>
/// Object to id, by reference: open addressing over a dense array of entries. Ids are handed out once and never again, so an id names the same
/// object in every checkpoint of a chain.
/// </summary>
sealed class IdentityTable
{
    // A slot holds the hash (high half) and the entry's index + 1 (low half); 0 is empty.
    ulong[] slots;
    int shift;
    int dead;
    int confirmed;

    internal IdentityTable(int capacity = 16)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, capacity * 2L));
        slots = new ulong[size];
        shift = 32 - BitOperations.Log2((uint)size);
        Entries = new Entry[size / 2];
    }

    internal Entry[] Entries { get; private set; }

    internal int Count { get; private set; }

    internal long NextId { get; set; }

    /// <summary>The number of the encoding in progress: an entry with this mark has been visited by it.</summary>
    internal int Generation { get; private set; }

    /// <summary>True if the chain holds the entry: everything that was there before this encoding.</summary>
    internal bool IsInChain(int entry) => entry < confirmed;

    /// <summary>Starts an encoding.</summary>
    internal void Begin()
    {
        confirmed = Count;
        Generation++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int FindOrAdd(object value)
    {
        var hash = Scramble(value);
        var mask = slots.Length - 1;
        for (var i = (int)(hash >> shift); ; i++)
        {
            var slot = slots[i & mask];
            if (slot == 0)
                return Add(value, hash, i & mask);
            if ((uint)(slot >> 32) == hash && ReferenceEquals(Entries[(int)(uint)slot - 1].Object, value))
                return (int)(uint)slot - 1;
        }
    }

    /// <summary>Puts an object in under an id it already has.</summary>
    internal ref Entry Restore(object value, long id)
    {
        ref var entry = ref Entries[FindOrAdd(value)];
        entry.Id = id;
        return ref entry;
    }

    /// <summary>The encoding succeeded: its entries are in the chain. Forgets objects that it did not reach.</summary>
    /// <param name="full">True if everything reachable was visited. In a delta what hangs below an immutable object was not, so immutable entries stay.</param>
    /// <returns>Bytes of the records of all entries that stay.</returns>
    internal long Commit(bool full)
    {
        long live = 0;
        for (var i = 0; i < Count; i++)
        {
            ref var entry = ref Entries[i];
            if (entry.Object is null)
                continue;
            if (entry.Mark == Generation || (!full && entry.Codec!.IsImmutable))
            {
                live += entry.Length + 3;
            }
            else
            {
                entry = default;
                dead++;
            }
        }

        if (dead > 32 && dead > Count / 2)
            Compact();
        return live;
    }

    /// <summary>The encoding failed: forgets the entries it added.</summary>
    internal void Rollback()
    {
        for (var i = confirmed; i < Count; i++)
            Entries[i] = default;
        dead += Count - confirmed;
        Compact();
    }

    /// <summary>The objects that take most, for an error message.</summary>
    internal string Largest() => string.Join(
        ", ",
        Entries.Take(Count).Where(e => e.Object is not null).OrderByDescending(e => e.Length).Take(3).Select(e => $"a '{TypeName.Of(e.Object!.GetType())}' of {e.Length} bytes"));

    /// <summary>Forgets everything but the next id.</summary>
    internal void Clear()
    {
        if (slots.Length > 1 << 12)
        {
            slots = new ulong[32];
            shift = 32 - 5;
            Entries = new Entry[16];
        }
        else
        {
            Array.Clear(slots);
            Array.Clear(Entries, 0, Count);
        }

        Count = 0;
        dead = 0;
        confirmed = 0;
    }

    static uint Scramble(object value) => (uint)RuntimeHelpers.GetHashCode(value) * 0x9E3779B9;

    int Add(object value, uint hash, int slot)
    {
        if (Count == Entries.Length)
        {
            Grow();
            return FindOrAdd(value);
        }

        ref var entry = ref Entries[Count];
        entry.Object = value;
        entry.Id = NextId++;
        slots[slot] = ((ulong)hash << 32) | (uint)(Count + 1);
        return Count++;
    }

    /// <summary>Makes room for more. Entries keep their places: an encoding in progress knows them by index.</summary>
    void Grow()
    {
        if (Entries.Length >= 1 << 28)
            throw new StateTooLargeException();
        var larger = new Entry[Entries.Length * (Entries.Length < 1 << 18 ? 4 : 2)];
        Array.Copy(Entries, larger, Count);
        Entries = larger;
        var old = slots;
        Resize();
        foreach (var slot in old)
        {
            if (slot != 0)
                Place((uint)(slot >> 32), (uint)slot);
        }
    }

    /// <summary>Closes the gaps that dead entries left. Only between encodings.</summary>
    void Compact()
    {
        var next = 0;
        for (var i = 0; i < Count; i++)
        {
            if (Entries[i].Object is not null)
                Entries[next++] = Entries[i];
        }

        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, next * 2L));
        if (size < Entries.Length)
            Entries = Entries.AsSpan(0, size).ToArray();
        Array.Clear(Entries, next, Entries.Length - next);
        Count = next;
        dead = 0;
        Resize();
        for (var i = 0; i < Count; i++)
            Place(Scramble(Entries[i].Object!), (uint)(i + 1));
    }

    /// <summary>Empties the slots: two for each entry there is room for.</summary>
    void Resize()
    {
        slots = new ulong[Entries.Length * 2];
        shift = 32 - BitOperations.Log2((uint)slots.Length);
    }

    void Place(uint hash, uint entry)
    {
        var mask = slots.Length - 1;
        var at = (int)(hash >> shift);
        while (slots[at] != 0)
            at = (at + 1) & mask;
        slots[at] = ((ulong)hash << 32) | entry;
    }

    /// <summary>What is known of one object.</summary>
    internal struct Entry
    {
        internal object? Object;
        internal Codec? Codec;
        internal long Id;
        ulong hashHigh;
        ulong hashLow;
        internal int Length;
        internal int Mark;

        // In halves: a UInt128 would be aligned to sixteen bytes, and the entry a third larger.
        internal UInt128 Hash
        {
            readonly get => new(hashHigh, hashLow);
            set => (hashHigh, hashLow) = ((ulong)(value >> 64), (ulong)value);
        }
    }
}
