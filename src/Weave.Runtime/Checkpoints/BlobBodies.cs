using System.Security.Cryptography;
using Weave.State;
using Weave.Storage;

namespace Weave.Checkpoints;

/// <summary>
/// An envelope of which some bodies are blobs: where such a body would stand, the SHA-256 stands that names it. It is made from finished bytes and undone before anybody reads
/// a body, so patches, layouts and limits see the bodies as they are.
/// </summary>
static class BlobBodies
{
    internal const ulong Flag = 8;

    /// <summary>What a blob begins with: no module, nothing encrypted and no other blob looks like it, whatever the body is.</summary>
    static ReadOnlySpan<byte> Magic => "WVBL\u0001"u8;

    /// <summary>Takes the bodies out that are larger than <paramref name="most"/>; null if there are none.</summary>
    /// <param name="plain">The envelope, neither split nor compressed.</param>
    /// <param name="payloadAt">Where its payload begins.</param>
    /// <param name="header">Its header.</param>
    /// <param name="baseSequence">Its base, or -1.</param>
    /// <param name="most">Bodies of up to so many bytes stay.</param>
    /// <param name="names">Knows what bodies were called before.</param>
    /// <param name="blobs">Receives the blobs.</param>
    internal static byte[]? Split(byte[] plain, ref int payloadAt, CheckpointHeader header, long baseSequence, int most, BlobNames names, List<StateBlob> blobs)
    {
        var flags = plain[Envelope.FlagsAt];
        var end = plain.Length - 4;
        var cursor = new ByteCursor(plain, payloadAt, end, header.Run);
        var payload = Payload.Parse(plain, ref cursor, end, (flags & Envelope.Patched) != 0);
        var replaced = new List<Replacement>();
        var records = payload.Objects(header.Run);
        for (var place = 0; records.Next(); place++)
        {
            if (records.IsPatch || records.Length <= most)
                continue;
            var body = plain.AsSpan(records.Start, records.Length);
            byte[]? content = null;
            if (!names.TryFind(records.Id, body, out var name))
            {
                content = [.. Magic, .. body];
                name = BlobHash.Of(content);
                names.Note(records.Id, body, name);
            }

            // Each is named once, so that no checkpoint stands for many times its bytes and those of its blobs.
            if (blobs.Exists(blob => blob.Name == name))
                continue;
            blobs.Add(new StateBlob(name, content ?? [.. Magic, .. body]));
            replaced.Add(new Replacement(place, records.Start, records.Length, Convert.FromHexString(name.Hex)));
        }

        if (replaced.Count == 0)
            return null;
        var head = new ByteList();
        Envelope.WriteHead(head, header with { Blobs = [.. header.Blobs.Union(blobs.Select(static blob => blob.Name.Hex))] }, baseSequence, flags | Flag);
        var bytes = Rebuild(payload, payloadAt, head.Span, replaced, outside: true, room: 4);
        payloadAt = head.Count;
        Crc32C.Seal(bytes);
        return bytes;
    }

    /// <summary>The payload with all its bodies.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="payloadAt">Where it begins in its data.</param>
    /// <param name="header">The header, which has to list what is named.</param>
    /// <param name="find">Gives a blob by its name; null where there is none.</param>
    /// <param name="run">The run, for error messages.</param>
    internal static byte[] Join(Payload payload, int payloadAt, CheckpointHeader header, Func<BlobHash, ReadOnlyMemory<byte>?> find, string? run)
    {
        var replaced = new List<Replacement>();
        var named = new HashSet<string>(StringComparer.Ordinal);
        var records = payload.Objects(run);
        for (var place = 0; records.Next(); place++)
        {
            if (!records.IsBlob)
                continue;
            var name = new BlobHash(Convert.ToHexStringLower(payload.Data.AsSpan(records.Start, records.Length)));
            if (records.Length != SHA256.HashSizeInBytes || !header.Blobs.Contains(name.Hex) || !named.Add(name.Hex))
                throw new CorruptStateException($"Object {records.Id} is in a blob that the checkpoint does not list, or has named before.", run);
            var content = find(name) ?? throw new CorruptStateException($"The blob {name}, which holds object {records.Id}, is not in the store.", run);
            if (BlobHash.Of(content.Span) != name || !content.Span.StartsWith(Magic))
                throw new CorruptStateException($"The blob {name}, which holds object {records.Id}, is damaged: it is not what its name says.", run);
            replaced.Add(new Replacement(place, records.Start, records.Length, content[Magic.Length..]));
        }

        return Rebuild(payload, payloadAt, [], replaced, outside: false, room: 0);
    }

    /// <summary>A payload behind a head, with other bodies in some places.</summary>
    static byte[] Rebuild(Payload payload, int payloadAt, ReadOnlySpan<byte> head, List<Replacement> replaced, bool outside, int room)
    {
        var index = new ByteList();
        var records = payload.Objects(run: null);
        long expected = 0;
        var next = 0;
        for (var place = 0; records.Next(); place++)
        {
            var length = next < replaced.Count && replaced[next].Place == place ? replaced[next++].Body.Length : records.Length;
            index.PutRecord(records.Id - expected, (uint)records.Schema, (uint)length);
            expected = records.Id + 1;
        }

        var places = new ByteList();
        if (outside)
        {
            places.Put((uint)replaced.Count);
            var last = 0;
            foreach (var replacement in replaced)
            {
                places.Put((uint)(replacement.Place - last));
                last = replacement.Place;
            }
        }

        var data = payload.Data;
        var size = (long)head.Length + (payload.IndexStart - payloadAt) + index.Count + (payload.PatchesEnd - payload.IndexEnd) + places.Count
            + (payload.End - payload.BodiesStart) + replaced.Sum(static r => (long)r.Body.Length - r.Length) + room;
        if (size > Array.MaxLength)
            throw new StateTooLargeException();
        var bytes = GC.AllocateUninitializedArray<byte>((int)size);
        var rest = bytes.AsSpan();
        Payload.Append(head, ref rest);
        Payload.Append(data.AsSpan(payloadAt..payload.IndexStart), ref rest);
        Payload.Append(index.Span, ref rest);
        Payload.Append(data.AsSpan(payload.IndexEnd..payload.PatchesEnd), ref rest);
        Payload.Append(places.Span, ref rest);
        var at = payload.BodiesStart;
        foreach (var replacement in replaced)
        {
            Payload.Append(data.AsSpan(at..replacement.Start), ref rest);
            Payload.Append(replacement.Body.Span, ref rest);
            at = replacement.Start + replacement.Length;
        }

        Payload.Append(data.AsSpan(at..payload.End), ref rest);
        return bytes;
    }

    /// <summary>A body and what stands in its place.</summary>
    readonly record struct Replacement(int Place, int Start, int Length, ReadOnlyMemory<byte> Body);
}
