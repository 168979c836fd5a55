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
    const int Allocating = -1;
    const int Resident = -2;

    // A slot for each id from the first one on, or, where ids lie far apart, slots by record and a dictionary.
    readonly Slot[] slots;
    readonly long firstId;
    readonly Dictionary<ulong, int>? indexes;
    readonly long[]? ids;
    readonly Func<long, object?>? residents;
    Kind?[] kinds = new Kind?[1];
    int[] pending = [];
    int pendingCount;
    List<int>? late;
    IdentityTable? made;
    Dictionary<int, List<PatchPlace>>? patches;

    /// <param name="payloads">What will be added.</param>
    /// <param name="residents">Gives the object that stands in this process for an id, as it is: it is not made from its record. Null for those that are. Only tests have residents.</param>
    /// <param name="symbols">Numbers of schemas.</param>
    internal ObjectHeap(ReadOnlySpan<Payload> payloads, SymbolCache symbols, Func<long, object?>? residents = null)
    {
        Symbols = symbols;
        this.residents = residents;
        long records = 0;
        var (least, most) = (long.MaxValue, -1L);
        foreach (var payload in payloads)
        {
            records += payload.ObjectCount;
            (least, most) = (Math.Min(least, payload.LeastId), Math.Max(most, payload.MostId));
        }

        NextId = unchecked(most + 1);
        firstId = least;
        if (records == 0)
        {
            slots = [];
            return;
        }

        var range = (ulong)unchecked(most - least);
        if (range < (ulong)records * 2)
        {
            slots = new Slot[range + 1];
            return;
        }

        slots = new Slot[records];
        indexes = [];
        ids = new long[records];
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

    internal long NextId { get; }

    /// <summary>How many indexes there are; not every one need have an object.</summary>
    internal int Count => indexes?.Count ?? slots.Length;

    /// <summary>Takes in the records of one envelope; they replace those of earlier ones.</summary>
    internal void Add(Payload payload, EnvelopeSchemas from, string? run)
    {
        IsChanged |= from.IsChanged;
        var first = kinds.Length;
        Array.Resize(ref kinds, first + payload.Schemas.Length);
        for (var i = first; i < kinds.Length; i++)
            kinds[i] = from[i - first] is { Codec: { } codec } schema ? new Kind(codec, codec is OpaqueCodec ? null : schema.Change, from, payload.Data) : null;
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
            ref var slot = ref slots[index];
            slot.Kind = first + records.Schema;
            slot.Start = records.Start;
            slot.Length = records.Length;
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
        return kinds[slot.Kind]!.Data.AsSpan(slot.Start, slot.Length);
    }

    /// <summary>True if it is filled when what it refers to is whole.</summary>
    internal bool IsLate(int index) => KindOf(index) is { Codec.IsLate: true } or { Change.Migrates: true };

    /// <summary>True if the object stands in this process as it is: it is not filled, nor is what it refers to.</summary>
    internal bool IsResident(int index) => slots[index].Rest == Resident;

    /// <summary>The object at an index, or null if nothing refers to it.</summary>
    internal object? ObjectAt(int index) => slots[index].Object;

    internal long IdOf(int index) => indexes is null ? firstId + index : ids![index];

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
        ids![indexes.Count] = id;
        indexes.Add((ulong)id, indexes.Count);
        return indexes.Count - 1;
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
        (slot.Kind, slot.Start) = (kinds.Length, 0);
        Array.Resize(ref kinds, kinds.Length + 1);
        kinds[^1] = new Kind(kind.Codec, kind.Change, list[^1].From, body);
    }

    object Materialise(int index, StateReader reader)
    {
        ref var slot = ref slots[index];
        if (slot.Rest == Allocating)
            throw reader.Corrupt($"object {IdOf(index)} is needed to make itself");
        if (residents?.Invoke(IdOf(index)) is { } resident)
        {
            slot.Rest = Resident;
            return slot.Object = resident;
        }

        if (patches is not null && !IsPatchedInPlace(index))
            Patch(index, reader.Run);
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
        var (data, from, value, codec) = (kind.Data, kind.From, slot.Object!, kind.Codec);
        var places = from.Layouts.Split(change.Old, data.AsSpan(0, slot.Start + slot.Length), slot.Start, out var end);
        if (end != slot.Start + slot.Length)
            throw reader.Corrupt("a record has bytes too many");
        KeptFields.Take(change, from, data, places, this, reader, mayLose: false)?.Attach(value, codec);
        var now = Transcoder.Rewrite(change, from, data, places, this, whole: true, reader.Run);
        reader.From = from;
        reader.MoveTo(now, 0, now.Length);
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

        // Where the object's bytes begin that were not read when it was made; Allocating or Resident.
        internal int Rest;

        // Zero where there is no record.
        internal int Kind;
    }
}
