using System.Runtime.InteropServices;
using Weave.Checkpoints;
using Weave.Evolution;

namespace Weave.State;

/// <summary>
/// The objects of a strand that is being loaded. Records are found first; an object is made when something refers to it and filled later from a queue,
/// so neither depth nor cycles matter. Late ones (hashing collections) are filled when all others are whole.
/// </summary>
sealed class ObjectHeap
{
    readonly List<byte[]> sources = [];
    readonly List<EnvelopeSchemas> schemas = [];
    Slot[] slots;
    int count;
    long firstId;
    bool consecutive = true;
    int[]? dense;
    Dictionary<ulong, int>? sparse;
    int[] pending = [];
    int pendingCount;
    List<int>? late;
    IdentityTable? made;
    Dictionary<int, List<PatchPlace>>? patches;
    Dictionary<int, int>? patched;

    readonly Func<long, object?>? residents;

    /// <param name="capacity">How many objects to expect.</param>
    /// <param name="residents">Gives the object that stands in this process for an id, as it is: it is not made from its record. Null for those that are. Only tests have residents.</param>
    /// <param name="symbols">Numbers of schemas.</param>
    internal ObjectHeap(int capacity, SymbolCache symbols, Func<long, object?>? residents = null)
    {
        Symbols = symbols;
        slots = capacity == 0 ? [] : new Slot[capacity];
        this.residents = residents;
    }

    internal SymbolCache Symbols { get; }

    /// <summary>True if some of it was written by other code.</summary>
    internal bool IsChanged { get; private set; }

    /// <summary>Objects that migrations have made, under ids that no record has.</summary>
    internal IdentityTable Made
    {
        get
        {
            if (made is null)
            {
                made = new IdentityTable { NextId = NextId };
                made.Begin();
            }

            return made;
        }
    }

    internal bool HasResidents => residents is not null;

    internal ReadOnlySpan<Slot> Slots => slots.AsSpan(0, count);

    internal long NextId { get; private set; }

    /// <summary>Takes in the records of one envelope; they replace those of earlier ones.</summary>
    internal void Add(Payload payload, EnvelopeSchemas from, string? run)
    {
        var source = sources.Count;
        sources.Add(payload.Data);
        schemas.Add(from);
        IsChanged |= from.IsChanged;
        var records = payload.Objects(run);
        while (records.Next())
        {
            var schema = from[records.Schema];
            var codec = schema.Codec ?? throw new CorruptStateException("An object record names something that is not a type.", run);
            var known = IndexOf((ulong)records.Id);
            if (known >= 0 && (slots[known].Source == source || patches?.GetValueOrDefault(known)?[^1].Payload == payload))
                throw new CorruptStateException($"Object {records.Id} has two records.", run);
            var change = codec is OpaqueCodec ? null : schema.Change;
            if (records.IsPatch)
            {
                if (known < 0 || slots[known].Codec != codec || slots[known].Change != change)
                    throw new CorruptStateException($"A patch is of object {records.Id}, which the chain does not hold as it is.", run);
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(patches ??= [], known, out _);
                (list ??= []).Add(new PatchPlace(payload, from, records.Start, records.Length));
                continue;
            }

            patches?.Remove(known);
            var index = known >= 0 ? known : Append(records.Id);
            slots[index] = new Slot { Codec = codec, Change = change, Id = records.Id, Source = source, Start = records.Start, Length = records.Length };
        }
    }

    internal object Get(ulong id, StateReader reader)
    {
        var index = IndexOf(id);
        if (index < 0)
            return MadeAs(id) ?? throw reader.Corrupt($"object {id} has no record");
        return slots[index].Object ?? Materialise(index, reader);
    }

    /// <summary>Fills everything that has been referred to, and what that refers to.</summary>
    internal void FillAll(StateReader reader)
    {
        Drain(reader);
        if (late is not { Count: > 0 })
            return;

        // What only a late object refers to has to be whole as well before the first late one is filled; this may bring up more late ones.
        for (var i = 0; i < late.Count; i++)
        {
            var walker = new ItemWalker(Body(late[i]));
            while (walker.NextReference(keysOnly: false, out var id))
                Get(id, reader);
            Drain(reader);
        }

        // Filling one may call a migration, which fills what it looks at: what is in hand is no longer late.
        var order = late.Count == 1 ? [late[0]] : new LateOrder(this, late).Sort();
        late.Clear();
        foreach (var index in order)
            Fill(index, reader);
        if (late.Count > 0 || pendingCount > 0)
            throw reader.Corrupt("a collection refers to an object in a way that cannot be seen");
    }

    internal ReadOnlySpan<byte> Body(int index)
    {
        ref var slot = ref slots[index];
        return sources[slot.Source].AsSpan(slot.Start, slot.Length);
    }

    /// <summary>True if it is filled when what it refers to is whole.</summary>
    internal bool IsLate(int index) => slots[index].Codec.IsLate || slots[index].Change is { Migrates: true };

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

    object? MadeAs(ulong id)
    {
        var place = id - (ulong)NextId;
        return made is not null && place < (ulong)made.Count ? made.Entries[place].Object : null;
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

    /// <summary>The body of an object as the whole chain has it.</summary>
    internal ReadOnlySpan<byte> Whole(int index)
    {
        Patch(index, run: null);
        return Body(index);
    }

    /// <summary>Applies the patches of a body, in bytes that are this heap's own. They grow in leaps, so that a chain of patches costs no more than its bytes allow.</summary>
    void Patch(int index, string? run)
    {
        if (patches is null || !patches.Remove(index, out var list))
            return;
        ref var slot = ref slots[index];
        var body = Body(index).ToArray();
        foreach (var place in list)
        {
            var patch = place.Bytes;
            var length = Checkpoints.Patch.LengthOf(patch, slot.Length, run);
            if (body.Length < length)
                Array.Resize(ref body, (int)Math.Min(Array.MaxLength, Math.Max(length, 2L * slot.Length)));
            Checkpoints.Patch.Apply(patch, slot.Length, body.AsSpan(0, length), 0, run);
            slot.Length = length;
        }

        (slot.Source, slot.Start) = (sources.Count, 0);
        sources.Add(body);
        schemas.Add(list[^1].From);
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

        if (patches is not null && !IsPatchedInPlace(index))
            Patch(index, reader.Run);
        slot.Allocating = true;
        var value = reader.Allocate(slot.Codec, schemas[slot.Source], sources[slot.Source], slot.Start, slot.Length, out slot.Rest);
        slot.Object = value;
        slot.Allocating = false;
        if (IsLate(index))
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
        reader.From = schemas[slot.Source];
        if (slot.Change is { } change)
        {
            FillChanged(slot, change, reader);
            return;
        }

        var length = slot.Start + slot.Length - slot.Rest;
        reader.MoveTo(sources[slot.Source], slot.Rest, length);
        slot.Codec.FillRecord(reader, slot.Object!);
        reader.ExpectEnd("a record");
        if (patches is not null && patches.TryGetValue(index, out var list))
            PatchRun(slot, list, reader);
    }

    /// <summary>True if patches touch nothing but the elements of an array, and leave it as long as it is.</summary>
    bool IsPatchedInPlace(int index)
    {
        ref var slot = ref slots[index];
        if (!patches!.TryGetValue(index, out var list) || !slot.Codec.IsRun || slot.Change is not null)
            return false;
        if (!ItemWalker.FindBinary(Body(index), 1, out var start, out var length) || start + length != slot.Length)
            return false;
        foreach (var place in list)
        {
            if (!Checkpoints.Patch.StaysWithin(place.Bytes, slot.Length, start))
                return false;
        }

        return true;
    }

    /// <summary>Makes the large arrays of the envelope that was added last, or brings them up to date: they are whole before anything refers to them.</summary>
    internal void MakeRuns(Payload payload, StateReader reader)
    {
        var records = payload.Objects(reader.Run);
        while (records.Next())
        {
            var index = IndexOf((ulong)records.Id);
            ref var slot = ref slots[index];
            if (!slot.Codec.IsRun || slot.Change is not null || slot.Length < BlockShadow.LeastLength)
                continue;
            var list = patches?.GetValueOrDefault(index);
            if (slot.Object is not null && list is not null && IsPatchedInPlace(index))
            {
                PatchRun(slot, list[patched!.GetValueOrDefault(index)..], reader);
            }
            else
            {
                // All patches are still there: it is made anew from its record and all of them.
                slot.Object = null;
                Materialise(index, reader);
                Drain(reader);
            }

            (patched ??= [])[index] = list?.Count ?? 0;
        }
    }

    /// <summary>Brings an array up to date in place: it need not be put together in bytes first.</summary>
    void PatchRun(in Slot slot, List<PatchPlace> list, StateReader reader)
    {
        var run = slot.Codec.RunOf(slot.Object!);
        foreach (var place in list)
            Checkpoints.Patch.Apply(place.Bytes, slot.Length, run, slot.Length - run.Length, reader.Run);
    }

    /// <summary>Fills an object whose record was written by other code.</summary>
    void FillChanged(in Slot slot, LayoutChange change, StateReader reader)
    {
        var (value, codec) = (slot.Object!, slot.Codec);
        ChangedValues.MoveTo(reader, change, schemas[slot.Source], sources[slot.Source], slot.Start, slot.Length, "A record", mayLose: false)?.Attach(value, codec);
        codec.FillRecord(reader, value);
        reader.ExpectEnd("a record");
    }

    /// <summary>Where a patch is.</summary>
    readonly record struct PatchPlace(Payload Payload, EnvelopeSchemas From, int Start, int Length)
    {
        internal ReadOnlySpan<byte> Bytes => Payload.Data.AsSpan(Start, Length);
    }

    /// <summary>One object: its record, and the object once it was referred to.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal struct Slot
    {
        internal object? Object;
        internal Codec Codec;
        internal LayoutChange? Change;
        internal long Id;
        internal int Source;
        internal int Start;
        internal int Length;
        internal int Rest;
        internal bool Allocating;
        internal bool Resident;
    }
}
