using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Weave.Checkpoints;
using Weave.Evolution;

namespace Weave.State;

/// <summary>
/// The objects of a strand that is being loaded. Records are found first; an object is made when something refers to it and filled later from a queue,
/// so neither depth nor cycles matter. Late ones (hashing collections) are filled when all others are whole.
/// </summary>
sealed partial class ObjectHeap
{
    const int Allocating = -1;
    const int Resident = -2;

    // A slot for each id from the first one on, or, where ids lie far apart, slots by record and a dictionary.
    Slot[] slots = [];
    long firstId = long.MaxValue;
    long records;
    Dictionary<ulong, int>? indexes;
    long[] ids = [];
    int used;
    readonly Func<long, object?>? residents;
    readonly List<Kind?> kinds = [null];
    int[] pending = [];
    int pendingCount;
    List<int>? late;
    IdentityTable? made;
    Dictionary<int, List<PatchPlace>>? patches;
    Dictionary<int, int>? patched;

    /// <param name="payloads">What will be added, as far as it is known.</param>
    /// <param name="residents">Gives the object that stands in this process for an id, as it is: it is not made from its record. Null for those that are. Only tests have residents.</param>
    /// <param name="symbols">Numbers of schemas.</param>
    internal ObjectHeap(ReadOnlySpan<Payload> payloads, SymbolCache symbols, Func<long, object?>? residents = null)
    {
        Symbols = symbols;
        this.residents = residents;
        Reserve(payloads);
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

    internal long NextId { get; private set; }

    /// <summary>How many indexes there are; not every one need have an object.</summary>
    internal int Count => indexes is null ? slots.Length : used;

    /// <summary>Makes room for the records of envelopes. Indexes stay what they are.</summary>
    internal void Reserve(ReadOnlySpan<Payload> payloads)
    {
        var (least, most) = (firstId, unchecked(NextId - 1));
        long more = 0;
        foreach (var payload in payloads)
        {
            more += payload.ObjectCount;
            (least, most) = (Math.Min(least, payload.LeastId), Math.Max(most, payload.MostId));
        }

        NextId = unchecked(most + 1);
        records += more;
        if (more == 0)
            return;
        var range = (ulong)unchecked(most - least);
        if (indexes is null && range < (ulong)records * 2 && (slots.Length == 0 || least == firstId))
        {
            firstId = least;
            Enlarge((long)range + 1);
            return;
        }

        if (indexes is null)
            LookUp();
        Enlarge(used + more);
        Array.Resize(ref ids, slots.Length);
    }

    /// <summary>In leaps once there are some, so that envelopes that come one by one do not move all slots each.</summary>
    void Enlarge(long room)
    {
        if (room > slots.Length)
            Array.Resize(ref slots, (int)Math.Min(Array.MaxLength, Math.Max(room, slots.Length + (slots.Length / 2L))));
    }

    /// <summary>From here on indexes are looked up.</summary>
    [MemberNotNull(nameof(indexes))]
    void LookUp()
    {
        used = slots.Length;
        indexes = [];
        ids = new long[used];
        for (var i = 0; i < used; i++)
        {
            ids[i] = unchecked(firstId + i);
            if (slots[i].Kind != 0)
                indexes.Add((ulong)ids[i], i);
        }
    }

    /// <summary>Takes in the records of one envelope; they replace those of earlier ones.</summary>
    internal void Add(Payload payload, EnvelopeSchemas from, string? run)
    {
        IsChanged |= from.IsChanged;
        var first = kinds.Count;
        for (var i = 0; i < payload.Schemas.Length; i++)
            kinds.Add(from[i] is { Codec: { } codec } schema ? new Kind(codec, codec is OpaqueCodec ? null : schema.Change, from, payload.Data) : null);
        var records = payload.Objects(run);
        while (records.Next())
        {
            var kind = kinds[first + records.Schema] ?? throw new CorruptStateException("An object record names something that is not a type.", run);
            var index = IndexOf((ulong)records.Id);
            if (index >= 0 && (KindOf(index).From == from || patches?.GetValueOrDefault(index)?[^1].Payload == payload))
                throw new CorruptStateException($"Object {records.Id} has two records.", run);
            if (records.IsPatch)
            {
                if (index < 0 || KindOf(index).Codec != kind.Codec || KindOf(index).Change != kind.Change)
                    throw new CorruptStateException($"A patch is of object {records.Id}, which the chain does not hold as it is.", run);
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(patches ??= [], index, out _);
                (list ??= []).Add(new PatchPlace(payload, from, records.Start, records.Length));
                continue;
            }

            patches?.Remove(index);
            if (index < 0)
                index = Append(records.Id);
            slots[index] = new Slot { Kind = first + records.Schema, Start = records.Start, Length = records.Length };
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
        var order = late.Count == 1 ? [late[0]] : new LateOrder(this, late, Ordered()).Sort();
        late.Clear();
        foreach (var index in order)
            Fill(index, reader);
        if (late.Count > 0 || pendingCount > 0)
            throw reader.Corrupt("a collection refers to an object in a way that cannot be seen");
    }

    internal ReadOnlySpan<byte> Body(int index)
    {
        ref var slot = ref slots[index];
        return kinds[slot.Kind]!.Data.AsSpan(slot.Start, slot.Length);
    }

    /// <summary>True if it is filled when what it refers to is whole.</summary>
    internal bool IsLate(int index) => KindOf(index) is { Codec.IsLate: true } or { Change.Migrates: true };

    /// <summary>True if the object stands in this process as it is: it is not filled, nor is what it refers to.</summary>
    internal bool IsResident(int index) => slots[index].Rest == Resident;

    /// <summary>The object at an index, or null if nothing refers to it.</summary>
    internal object? ObjectAt(int index) => slots[index].Object;

    internal long IdOf(int index) => indexes is null ? firstId + index : ids[index];

    internal Kind KindOf(int index) => kinds[slots[index].Kind]!;

    internal int IndexOf(ulong id)
    {
        if (indexes is not null)
            return indexes.TryGetValue(id, out var index) ? index : -1;
        var place = id - (ulong)firstId;
        return place < (ulong)slots.Length && slots[place].Kind != 0 ? (int)place : -1;
    }

    object? MadeAs(ulong id)
    {
        var place = id - (ulong)NextId;
        return made is not null && place < (ulong)made.Count ? made[(int)place].Object : null;
    }

    int Append(long id)
    {
        if (indexes is null)
            return (int)(id - firstId);
        ids[used] = id;
        indexes.Add((ulong)id, used);
        return used++;
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

        var kind = KindOf(index);
        (slot.Kind, slot.Start) = (kinds.Count, 0);
        kinds.Add(new Kind(kind.Codec, kind.Change, list[^1].From, body));
    }

    object Materialise(int index, StateReader reader)
    {
        ref var slot = ref slots[index];
        if (slot.Rest == Given)
            throw reader.Corrupt($"object {IdOf(index)}, which can change, is reached from where it could not be seen");
        if (slot.Rest == Allocating)
            throw reader.Corrupt($"object {IdOf(index)} is needed to make itself");
        if (residents?.Invoke(IdOf(index)) is { } resident)
        {
            slot.Rest = Resident;
            return slot.Object = resident;
        }

        if (patches is not null && !IsPatchedInPlace(index))
            Patch(index, reader.Run);
        fresh?.Add(index);
        slot.Rest = Allocating;
        var kind = kinds[slot.Kind]!;
        var value = reader.Allocate(kind.Codec, kind.From, kind.Data, slot.Start, slot.Length, out slot.Rest);
        slot.Object = value;
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
        pending.AsSpan(0, pendingCount).Reverse();
        while (pendingCount > 0)
        {
            var rest = --pendingCount;
            Fill(pending[rest], reader);
            if (pendingCount - rest > 1)
                pending.AsSpan(rest, pendingCount - rest).Reverse();
        }
    }

    void Fill(int index, StateReader reader)
    {
        ref var slot = ref slots[index];
        var kind = kinds[slot.Kind]!;
        reader.From = kind.From;
        if (kind.Change is { } change)
        {
            FillChanged(slot, kind, change, reader);
            return;
        }

        reader.MoveTo(kind.Data, slot.Rest, slot.Start + slot.Length - slot.Rest);
        kind.Codec.FillRecord(reader, slot.Object!);
        reader.ExpectEnd("a record");
        if (patches is not null && patches.TryGetValue(index, out var list))
            PatchRun(slot, kind, list, reader);
    }

    /// <summary>True if patches touch nothing but the elements of an array, and leave it as long as it is.</summary>
    bool IsPatchedInPlace(int index)
    {
        ref var slot = ref slots[index];
        if (!patches!.TryGetValue(index, out var list) || KindOf(index) is not { Codec.IsRun: true, Change: null })
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
            var kind = KindOf(index);
            if (!kind.Codec.IsRun || kind.Change is not null || slot.Length < BlockShadow.LeastLength)
                continue;
            var list = patches?.GetValueOrDefault(index);
            if (slot.Object is not null && list is not null && IsPatchedInPlace(index))
            {
                PatchRun(slot, kind, list[patched!.GetValueOrDefault(index)..], reader);
            }
            else
            {
                // All patches are still there: it is made anew from its record and all of them.
                slot.Object = null;
                Materialise(index, reader);
                Drain(reader);
            }

            // Making it anew may have spent the patches.
            (patched ??= [])[index] = patches?.GetValueOrDefault(index)?.Count ?? 0;
        }
    }

    /// <summary>Brings an array up to date in place: it need not be put together in bytes first.</summary>
    void PatchRun(in Slot slot, Kind kind, List<PatchPlace> list, StateReader reader)
    {
        var run = kind.Codec.RunOf(slot.Object!);
        foreach (var place in list)
            Checkpoints.Patch.Apply(place.Bytes, slot.Length, run, slot.Length - run.Length, reader.Run);
    }

    /// <summary>Fills an object whose record was written by other code.</summary>
    void FillChanged(in Slot slot, Kind kind, LayoutChange change, StateReader reader)
    {
        var (value, codec) = (slot.Object!, kind.Codec);
        ChangedValues.MoveTo(reader, change, kind.From, kind.Data, slot.Start, slot.Length, "A record", mayLose: false)?.Attach(value, codec);
        codec.FillRecord(reader, value);
        reader.ExpectEnd("a record");
    }

    /// <summary>Where a patch is.</summary>
    readonly record struct PatchPlace(Payload Payload, EnvelopeSchemas From, int Start, int Length)
    {
        internal ReadOnlySpan<byte> Bytes => Payload.Data.AsSpan(Start, Length);
    }

    /// <summary>What the records of one schema in one envelope have in common.</summary>
    internal sealed record Kind(Codec Codec, LayoutChange? Change, EnvelopeSchemas From, byte[] Data);

    /// <summary>One object: its record, and the object once it was referred to.</summary>
    struct Slot
    {
        internal object? Object;
        internal int Start;
        internal int Length;

        // Where the object's bytes begin that were not read when it was made; or Allocating, Resident, Settled, Given.
        internal int Rest;

        // Zero where there is no record.
        internal int Kind;
    }
}
