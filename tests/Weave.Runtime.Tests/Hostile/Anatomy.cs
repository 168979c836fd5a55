using Weave.Runtime.Tests.State;
using System.Buffers.Binary;
using Weave.Checkpoints;
using Weave.State;

namespace Weave.Runtime.Tests.Hostile;

/// <summary>A checkpoint taken apart, so that a part can be changed and the whole put together again with lengths and check that fit.</summary>
sealed class Anatomy
{
    internal required byte[] Head { get; set; }

    internal required List<int> Schemas { get; init; }

    internal required int Keep { get; set; }

    internal required List<(int Schema, byte[] Body)> Frames { get; init; }

    internal required List<(long Id, int Schema, byte[] Body)> Objects { get; init; }

    internal static Anatomy Of(byte[] bytes)
    {
        var payload = Envelope.Parse(bytes, new Compression.Dictionaries(new TestSymbols()), run: null).Payload;
        var objects = new List<(long, int, byte[])>();
        var records = payload.Objects(run: null);
        while (records.Next())
            objects.Add((records.Id, records.Schema, payload.Data[records.Start..(records.Start + records.Length)]));
        return new Anatomy
        {
            Head = bytes[..Envelope.PayloadStart(bytes, run: null)],
            Schemas = [.. payload.Schemas],
            Keep = payload.Keep,
            Frames = [.. payload.Frames.Select(frame => (frame.Schema, payload.Data[frame.Start..(frame.Start + frame.Length)]))],
            Objects = objects,
        };
    }

    internal Anatomy Copy() => new() { Head = Head, Schemas = [.. Schemas], Keep = Keep, Frames = [.. Frames], Objects = [.. Objects] };

    internal byte[] Whole()
    {
        var list = new ByteList();
        list.Bytes(Head);
        list.Put((uint)Schemas.Count);
        foreach (var number in Schemas)
            list.Put((uint)number);
        list.Put((uint)Keep);
        list.Put((uint)Frames.Count);
        foreach (var (schema, body) in Frames)
        {
            list.Put((uint)schema);
            list.Put((uint)body.Length);
        }

        list.Put((uint)Objects.Count);
        long expected = 0;
        foreach (var (id, schema, body) in Objects)
        {
            list.PutRecord(id - expected, (uint)schema, (uint)body.Length);
            expected = id + 1;
        }

        foreach (var (_, body) in Frames)
            list.Bytes(body);
        foreach (var (_, _, body) in Objects)
            list.Bytes(body);
        return Sealed([.. list.Span, 0, 0, 0, 0]);
    }

    /// <summary>The same bytes with a check that fits.</summary>
    internal static byte[] Sealed(byte[] bytes)
    {
        if (bytes.Length > 4)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4), Crc32C.Of(bytes.AsSpan(0, bytes.Length - 4)));
        return bytes;
    }
}
