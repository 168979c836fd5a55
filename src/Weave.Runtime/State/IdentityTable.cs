using System.Numerics;
using System.Runtime.CompilerServices;

namespace Weave.State;

/// <summary>
/// Object to id, by reference: open addressing over entries that keep their places. Ids are handed out once and never again, so an id names the same
/// object in every checkpoint of a chain.
/// </summary>
sealed class IdentityTable
{
    /// <summary>What a frame or a record takes beside its body, about: its place in an index.</summary>
    internal const int IndexCost = 3;

    const int ChunkBits = 12;
    const int ChunkSize = 1 << ChunkBits;
    const int MostEntries = 1 << 28;

    // New entries get their slots some at a time, so that the processor fetches the memory of all of them at once.
    const int MostPending = 64;

    readonly uint[] pending = new uint[MostPending];

    // All but the only one are full size: a table that grows moves no entries.
    Entry[][] chunks;
    int room;

    // A slot holds the hash (high half) and the entry's index + 1 (low half); 0 is empty. Entries from here on have none yet: their hashes are pending.
    ulong[] slots = [];
    int slotShift;
    int placed;

    // Has the hashes of all entries, pending ones too. Most objects are new, and this says so without a look at the slots.
    HashFilter filter;
    int dead;
    int confirmed;

    internal IdentityTable(int capacity = 16)
    {
        chunks = [new Entry[Math.Clamp(capacity, 16, ChunkSize)]];
        room = chunks[0].Length;
        filter = new HashFilter(Math.Max(capacity, room));
    }

    internal int Count { get; private set; }

    internal long NextId { get; set; }

    /// <summary>The number of the encoding in progress: an entry with this mark has been visited by it.</summary>
    internal int Generation { get; private set; }

    internal ref Entry this[int index] => ref chunks[index >> ChunkBits][index & (ChunkSize - 1)];

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
        return filter.MayHave(hash) && Find(value, hash) is >= 0 and var found ? found : Add(value, hash);
    }

    /// <summary>Puts an object in under an id it already has.</summary>
    internal ref Entry Restore(object value, long id)
    {
        ref var entry = ref this[FindOrAdd(value)];
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
            ref var entry = ref this[i];
            if (entry.Object is null)
                continue;
            if (entry.Mark == Generation || (!full && entry.Codec!.IsImmutable))
            {
                live += entry.Length + IndexCost;
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
            this[i] = default;
        dead += Count - confirmed;
        Compact();
    }

    /// <summary>The objects that take most, for an error message.</summary>
    internal string Largest() => string.Join(
        ", ",
        Enumerable.Range(0, Count).Select(i => this[i]).Where(e => e.Object is not null).OrderByDescending(e => e.Length).Take(3)
            .Select(e => $"a '{TypeName.Of(e.Object!.GetType())}' of {e.Length} bytes"));

    /// <summary>Forgets everything but the next id.</summary>
    internal void Clear()
    {
        if (Count >= ChunkSize)
        {
            chunks = [new Entry[16]];
            room = 16;
            slots = [];
            filter = new HashFilter(room);
        }
        else
        {
            Array.Clear(chunks[0], 0, Count);
            Array.Clear(slots);
            filter.Clear();
        }

        Count = 0;
        placed = 0;
        dead = 0;
        confirmed = 0;
    }

    static uint Scramble(object value) => (uint)RuntimeHelpers.GetHashCode(value) * 0x9E3779B9;

    int Add(object value, uint hash)
    {
        if (Count == room)
            Grow();
        filter.Note(hash);
        pending[Count - placed] = hash;
        ref var entry = ref this[Count];
        entry.Object = value;
        entry.Id = NextId++;
        if (++Count - placed == MostPending)
            Place();
        return Count - 1;
    }

    /// <summary>The entry of an object, or -1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    int Find(object value, uint hash)
    {
        if (placed < Count)
            Place();
        for (var i = (int)(hash >> slotShift); ; i++)
        {
            var slot = slots[i & (slots.Length - 1)];
            if (slot == 0)
                return -1;
            if ((uint)(slot >> 32) == hash && ReferenceEquals(this[(int)(uint)slot - 1].Object, value))
                return (int)(uint)slot - 1;
        }
    }

    /// <summary>Makes room for more. Entries keep their places: an encoding in progress knows them by index.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    void Grow()
    {
        if (room < ChunkSize)
        {
            room = Math.Min(ChunkSize, room * 4);
            Array.Resize(ref chunks[0], room);
        }
        else
        {
            if (room == MostEntries)
                throw new StateTooLargeException();
            var last = room >> ChunkBits;
            if (last == chunks.Length)
                Array.Resize(ref chunks, last * 2);
            chunks[last] = new Entry[ChunkSize];
            room += ChunkSize;
        }

        if (room > filter.Capacity)
            GrowFilter();
    }

    /// <summary>All hashes stand in the slots then, and move into a filter with more room.</summary>
    void GrowFilter()
    {
        Place();
        filter = new HashFilter(room * 2);
        foreach (var slot in slots)
        {
            if (slot != 0)
                filter.Note((uint)(slot >> 32));
        }
    }

    /// <summary>Gives the entries that are pending their slots.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    void Place()
    {
        if (Count > slots.Length / 2)
            MakeSlots(Count);
        var hashes = pending.AsSpan(0, Count - placed);
        foreach (var hash in hashes)
            Volatile.Read(ref slots[hash >> slotShift]);
        foreach (var hash in hashes)
            Place(hash, (uint)++placed);
    }

    void Place(uint hash, uint entry)
    {
        var at = (int)(hash >> slotShift);
        while (slots[at] != 0)
            at = (at + 1) & (slots.Length - 1);
        slots[at] = ((ulong)hash << 32) | entry;
    }

    /// <summary>Two to eight slots for each of so many entries; those in use move.</summary>
    void MakeSlots(int count)
    {
        var old = slots;
        slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, count)) * (count < 1 << 18 ? 4 : 2)];
        slotShift = 32 - BitOperations.Log2((uint)slots.Length);
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
            if (this[i].Object is not null)
                this[next++] = this[i];
        }

        for (var i = next; i < Count; i++)
            this[i] = default;
        room = Math.Min(room, Math.Max(ChunkSize, (next + ChunkSize - 1) & -ChunkSize));
        Array.Clear(chunks, (room + ChunkSize - 1) >> ChunkBits, chunks.Length - ((room + ChunkSize - 1) >> ChunkBits));
        Count = next;
        dead = 0;
        slots = [];
        MakeSlots(Count);
        filter = new HashFilter(room);
        for (placed = 0; placed < Count;)
        {
            var hash = Scramble(this[placed].Object!);
            filter.Note(hash);
            Place(hash, (uint)++placed);
        }
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
