using System.Buffers.Binary;
using Weave.State;

namespace Weave.Checkpoints;

/// <summary>
/// What stands between a header and the CRC: schemas used, index of frames, index of objects, then the bodies of all of them, back to back.
/// The lengths are in the indexes, so a body is written without knowing its length and found without reading the ones before it.
/// </summary>
sealed class Payload
{
    int objectBodies;
    int[] patches = [];
    int[] blobs = [];

    Payload(byte[] data) => Data = data;

    internal byte[] Data { get; }

    /// <summary>Symbol numbers; frames and records name them by position.</summary>
    internal int[] Schemas { get; private set; } = [];

    /// <summary>How many outermost frames of the base are kept.</summary>
    internal int Keep { get; private set; }

    internal FrameEntry[] Frames { get; private set; } = [];

    internal int ObjectCount { get; private set; }

    /// <summary>The least id of an object.</summary>
    internal long LeastId { get; private set; } = long.MaxValue;

    /// <summary>The largest id of an object; -1 if there is none.</summary>
    internal long MostId { get; private set; } = -1;

    /// <summary>Where the index of objects begins.</summary>
    internal int IndexStart { get; private set; }

    /// <summary>Where it ends.</summary>
    internal int IndexEnd { get; private set; }

    /// <summary>Where the list of patches ends, if there is one.</summary>
    internal int PatchesEnd { get; private set; }

    /// <summary>Where the bodies begin, those of frames first.</summary>
    internal int BodiesStart { get; private set; }

    /// <summary>The end, CRC excluded.</summary>
    internal int End { get; private set; }

    /// <summary>Puts header (in the writer's Head), payload and CRC together.</summary>
    internal static byte[] Compose(StateWriter writer, int keep, int frames)
    {
        var head = writer.Head;
        var schemas = writer.Schemas.Numbers;
        head.Put((uint)schemas.Length);
        foreach (var number in schemas)
            head.Put((uint)number);
        head.Put((uint)keep);
        head.Put((uint)frames);
        writer.FrameIndex.Put((uint)writer.ObjectCount);

        if (writer.PatchCount > 0)
        {
            writer.ObjectIndex.Put((uint)writer.PatchCount);
            writer.ObjectIndex.Bytes(writer.PatchIndex.Span);
        }

        var length = 4L + head.Count + writer.FrameIndex.Count + writer.ObjectIndex.Count + writer.Position;
        if (length > Array.MaxLength)
            throw new StateTooLargeException();
        var bytes = GC.AllocateUninitializedArray<byte>((int)length);
        var rest = bytes.AsSpan();
        Append(head.Span, ref rest);
        Append(writer.FrameIndex.Span, ref rest);
        Append(writer.ObjectIndex.Span, ref rest);
        Append(writer.Bodies, ref rest);
        Crc32C.Seal(bytes);
        return bytes;
    }

    /// <summary>True if the last four bytes are the CRC of the others.</summary>
    internal static bool IsIntact(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 4 && BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]) == Crc32C.Of(bytes[..^4]);

    /// <param name="data">Holds the payload.</param>
    /// <param name="cursor">At its start.</param>
    /// <param name="end">Its end.</param>
    /// <param name="patched">True if some of its objects are patches.</param>
    /// <param name="outside">True if some of its objects are in blobs.</param>
    internal static Payload Parse(byte[] data, ref ByteCursor cursor, int end, bool patched = false, bool outside = false)
    {
        var payload = new Payload(data) { End = end };
        payload.Schemas = new int[cursor.Count(1)];
        foreach (ref var number in payload.Schemas.AsSpan())
            number = cursor.Number();
        payload.Keep = cursor.Number();
        payload.Frames = new FrameEntry[cursor.Count(2)];
        foreach (ref var frame in payload.Frames.AsSpan())
            frame = new FrameEntry(payload.SchemaIndex(ref cursor), 0, cursor.Number());
        payload.ObjectCount = cursor.Count(3);
        payload.IndexStart = cursor.Position;
        payload.Place(cursor, patched, outside);
        return payload;
    }

    /// <summary>The object records, in the order they were written.</summary>
    internal ObjectRecords Objects(string? run) => new(this, run);

    int SchemaIndex(ref ByteCursor cursor)
    {
        var index = cursor.Varint();
        return index < (ulong)Schemas.Length ? (int)index : throw cursor.Corrupt("a schema is not listed");
    }

    /// <summary>Finds where the bodies start, and checks that they fill the rest exactly.</summary>
    void Place(ByteCursor cursor, bool patched, bool outside)
    {
        long objectBytes = 0;
        long expected = 0;
        for (var i = 0; i < ObjectCount; i++)
        {
            var id = unchecked(expected + cursor.Signed());
            expected = unchecked(id + 1);
            LeastId = Math.Min(LeastId, id);
            MostId = Math.Max(MostId, id);
            SchemaIndex(ref cursor);
            objectBytes += cursor.Number();
        }

        IndexEnd = cursor.Position;
        if (patched)
            patches = ReadPlaces(ref cursor);
        PatchesEnd = cursor.Position;
        if (outside)
            blobs = ReadPlaces(ref cursor);
        if (blobs.Length > 0 && blobs.Intersect(patches).Any())
            throw cursor.Corrupt("a patch is in a blob");
        BodiesStart = cursor.Position;
        long at = cursor.Position;
        foreach (ref var frame in Frames.AsSpan())
        {
            frame = frame with { Start = (int)Math.Min(at, int.MaxValue) };
            at += frame.Length;
        }

        if (at + objectBytes != End)
            throw cursor.Corrupt("its lengths do not add up");
        objectBodies = (int)at;
    }

    /// <summary>Reads which of the objects something is said of.</summary>
    int[] ReadPlaces(ref ByteCursor cursor)
    {
        var places = new int[cursor.Count(1)];
        long place = 0;
        for (var i = 0; i < places.Length; i++)
        {
            var distance = cursor.Number();
            place += distance;
            if (place >= ObjectCount || (i > 0 && distance == 0))
                throw cursor.Corrupt("a patch or a blob is no object of its own");
            places[i] = (int)place;
        }

        return places;
    }

    /// <summary>Copies a part to where the rest begins.</summary>
    internal static void Append(ReadOnlySpan<byte> part, ref Span<byte> rest)
    {
        part.CopyTo(rest);
        rest = rest[part.Length..];
    }

    /// <summary>Where a frame's values are.</summary>
    internal readonly record struct FrameEntry(int Schema, int Start, int Length);

    /// <summary>Goes through the index of objects; its numbers were checked when the payload was parsed.</summary>
    internal ref struct ObjectRecords(Payload payload, string? run)
    {
        readonly Payload payload = payload;
        ByteCursor cursor = new(payload.Data, payload.IndexStart, payload.End, run);
        int at = -1;
        int nextPatch;
        int nextBlob;
        long expected;

        internal long Id { get; private set; }

        internal int Schema { get; private set; }

        internal int Start { get; private set; } = payload.objectBodies;

        internal int Length { get; private set; }

        /// <summary>True if the body is a <see cref="Patch"/> of the one that the chain holds for this id.</summary>
        internal bool IsPatch { get; private set; }

        /// <summary>True if the body is the name of the blob that holds it.</summary>
        internal bool IsBlob { get; private set; }

        internal bool Next()
        {
            if (++at == payload.ObjectCount)
                return false;
            Start += Length;
            Id = unchecked(expected + cursor.Signed());
            if (Id is < 0 or long.MaxValue)
                throw cursor.Corrupt("an object id is out of range");
            expected = Id + 1;
            Schema = payload.SchemaIndex(ref cursor);
            Length = cursor.Number();
            IsPatch = nextPatch < payload.patches.Length && payload.patches[nextPatch] == at;
            if (IsPatch)
                nextPatch++;
            IsBlob = nextBlob < payload.blobs.Length && payload.blobs[nextBlob] == at;
            if (IsBlob)
                nextBlob++;
            return true;
        }
    }
}
