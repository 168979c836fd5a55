using System.Runtime.InteropServices;
using Weave.Checkpoints;

namespace Weave.State;

/// <summary>
/// The objects of a strand that is being loaded. Records are found first; an object is made when something refers to it and filled later from a queue,
/// so neither depth nor cycles matter. Late ones (hashing collections) are filled when all others are whole.
/// </summary>
sealed class ObjectHeap
{
    readonly List<byte[]> sources = [];
    Slot[] slots;
    int count;
    int envelopes;
    long firstId;
    bool consecutive = true;
    int[]? dense;
    Dictionary<ulong, int>? sparse;
    int[] pending = [];
    int pendingCount;
    List<int>? late;

    readonly Func<long, object?>? residents;

    /// <param name="capacity">How many objects to expect.</param>
    /// <param name="residents">Gives the object that stands in this process for an id, as it is: it is not made from its record. Null for those that are. Only tests have residents.</param>
    internal ObjectHeap(int capacity, Func<long, object?>? residents = null)
    {
        slots = capacity == 0 ? [] : new Slot[capacity];
        this.residents = residents;
    }

    internal bool HasResidents => residents is not null;

    internal ReadOnlySpan<Slot> Slots => slots.AsSpan(0, count);

    internal long NextId { get; private set; }

    /// <summary>Takes in the records of one envelope; they replace those of earlier ones.</summary>
    internal void Add(Payload payload, Schema[] schemas, string? run)
    {
        var source = sources.Count;
        sources.Add(payload.Data);
        envelopes++;
        var records = payload.Objects(run);
        while (records.Next())
        {
            var codec = schemas[records.Schema].Codec ?? throw new CorruptStateException("An object record names something that is not a type.", run);
            var known = IndexOf((ulong)records.Id);
            if (known >= 0 && slots[known].Envelope == envelopes)
                throw new CorruptStateException($"Object {records.Id} has two records.", run);
            if (records.IsPatch)
            {
                ApplyPatch(payload.Data.AsSpan(records.Start, records.Length), known, codec, run);
                continue;
            }

            var index = known >= 0 ? known : Append(records.Id);
            slots[index] = new Slot { Codec = codec, Id = records.Id, Source = source, Start = records.Start, Length = records.Length, Envelope = envelopes };
        }
    }

    internal object Get(ulong id, StateReader reader)
    {
        var index = IndexOf(id);
        if (index < 0)
            throw reader.Corrupt($"object {id} has no record");
        return slots[index].Object ?? Materialise(index, reader);
    }

    /// <summary>Fills everything that has been referred to, and what that refers to.</summary>
    internal void FillAll(StateReader reader)
    {
        Drain(reader);
        if (late is null)
            return;

        // What only a late object refers to has to be whole as well before the first late one is filled; this may bring up more late ones.
        for (var i = 0; i < late.Count; i++)
        {
            var walker = new ItemWalker(Body(late[i]));
            while (walker.NextReference(keysOnly: false, out var id))
                Get(id, reader);
            Drain(reader);
        }

        var order = late.Count == 1 ? [late[0]] : new LateOrder(this, late).Sort();
        foreach (var index in order)
            Fill(index, reader);
        if (late.Count != order.Count || pendingCount > 0)
            throw reader.Corrupt("a collection refers to an object in a way that cannot be seen");
    }

    internal ReadOnlySpan<byte> Body(int index)
    {
        ref var slot = ref slots[index];
        return sources[slot.Source].AsSpan(slot.Start, slot.Length);
    }

    internal bool IsLate(int index) => slots[index].Codec.IsLate;

    /// <summary>True if the object stands in this process as it is: it is not filled, nor is what it refers to.</summary>
    internal bool IsResident(int index) => slots[index].Resident;

    internal int Count => count;

    internal int IndexOf(ulong id)
    {
        if (consecutive)
        {
            var offset = id - (ulong)firstId;
            return offset < (ulong)count ? (int)offset : -1;
        }

        if (dense is not null)
        {
            var offset = id - (ulong)firstId;
            return offset < (ulong)dense.Length ? dense[offset] - 1 : -1;
        }

        return sparse!.TryGetValue(id, out var index) ? index : -1;
    }

    int Append(long id)
    {
        if (count == 0)
            firstId = id;
        if (consecutive && id != firstId + count)
            Index();
        if (count == slots.Length)
            Array.Resize(ref slots, Math.Max(16, count * 2));
        if (!consecutive)
            Map(id, count);
        NextId = Math.Max(NextId, id + 1);
        return count++;
    }

    /// <summary>Ids turned out not to be consecutive: from here on they are looked up.</summary>
    void Index()
    {
        consecutive = false;
        dense = new int[Math.Max(64, slots.Length * 2)];
        firstId = Math.Max(0, firstId - (dense.Length / 4));
        for (var i = 0; i < count; i++)
            Map(slots[i].Id, i);
    }

    void Map(long id, int index)
    {
        if (dense is not null)
        {
            var offset = (ulong)(id - firstId);
            if (offset < (ulong)dense.Length)
            {
                dense[offset] = index + 1;
                return;
            }

            // Too far apart for a table.
            sparse = new Dictionary<ulong, int>(slots.Length);
            for (var i = 0; i < dense.Length; i++)
            {
                if (dense[i] > 0)
                    sparse.Add((ulong)(firstId + i), dense[i] - 1);
            }

            dense = null;
        }

        sparse!.Add((ulong)id, index);
    }

    /// <summary>Makes the body that a patch speaks of, in bytes that are this heap's own. They grow in leaps, so that a chain of patches costs no more than its bytes allow.</summary>
    void ApplyPatch(ReadOnlySpan<byte> patch, int index, Codec codec, string? run)
    {
        if (index < 0)
            throw new CorruptStateException("A patch is of an object that the chain does not hold.", run);
        ref var slot = ref slots[index];
        if (slot.Codec != codec)
            throw new CorruptStateException($"A patch makes object {slot.Id} one of another type.", run);
        var length = Patch.LengthOf(patch, slot.Length, run);
        if (!slot.Patched || sources[slot.Source].Length < length)
        {
            var body = new byte[slot.Patched ? (int)Math.Min(Array.MaxLength, Math.Max(length, 2L * slot.Length)) : Math.Max(length, slot.Length)];
            Body(index).CopyTo(body);
            slot.Source = slot.Patched ? slot.Source : sources.Count;
            if (slot.Patched)
                sources[slot.Source] = body;
            else
                sources.Add(body);
            slot.Patched = true;
            slot.Start = 0;
        }

        Patch.Apply(patch, slot.Length, sources[slot.Source].AsSpan(0, length), run);
        slot.Length = length;
        slot.Envelope = envelopes;
    }

    object Materialise(int index, StateReader reader)
    {
        ref var slot = ref slots[index];
        if (slot.Allocating)
            throw reader.Corrupt($"object {slot.Id} is needed to make itself");
        if (residents?.Invoke(slot.Id) is { } resident)
        {
            slot.Resident = true;
            return slot.Object = resident;
        }

        slot.Allocating = true;
        var value = reader.Allocate(slot.Codec, sources[slot.Source], slot.Start, slot.Length, out slot.Rest);
        slot.Object = value;
        slot.Allocating = false;
        if (slot.Codec.IsLate)
        {
            (late ??= []).Add(index);
            return value;
        }

        if (pendingCount == pending.Length)
            Array.Resize(ref pending, Math.Max(16, pendingCount * 2));
        pending[pendingCount++] = index;
        return value;
    }

    void Drain(StateReader reader)
    {
        // In the order in which they were written.
        while (pendingCount > 0)
            Fill(pending[--pendingCount], reader);
    }

    void Fill(int index, StateReader reader)
    {
        ref var slot = ref slots[index];
        var length = slot.Start + slot.Length - slot.Rest;
        reader.MoveTo(sources[slot.Source], slot.Rest, length);
        slot.Codec.FillRecord(reader, slot.Object!);
        reader.ExpectEnd("a record");
    }

    /// <summary>One object: its record, and the object once it was referred to.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal struct Slot
    {
        internal object? Object;
        internal Codec Codec;
        internal long Id;
        internal int Source;
        internal int Start;
        internal int Length;
        internal int Rest;
        internal int Envelope;
        internal bool Allocating;
        internal bool Patched;
        internal bool Resident;
    }
}
