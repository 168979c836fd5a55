using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Weave.Compression;
using Weave.State;
using Weave.Storage;

namespace Weave.Checkpoints;

/// <summary>Checkpoint v1: magic, version, flags, header, payload, CRC32C. Numbers are varints, so a small checkpoint has a small header.</summary>
sealed class Envelope
{
    internal const int Version = 1;

    const ulong Compressed = CompressedEnvelope.Flag;
    internal const ulong Patched = 4;

    Envelope(CheckpointHeader header, Payload payload, ReadOnlyMemory<byte> plain, int plainLength)
    {
        Header = header;
        Payload = payload;
        Plain = plain;
        PlainLength = plainLength;
    }

    internal static ReadOnlySpan<byte> Magic => "WVCP"u8;

    internal CheckpointHeader Header { get; }

    internal Payload Payload { get; }

    /// <summary>Its payload as it was before it was compressed, with the names of blobs in it: the next checkpoint may be compressed with it.</summary>
    internal ReadOnlyMemory<byte> Plain { get; }

    /// <summary>Its length without compression, to a few bytes: what it costs to load.</summary>
    internal int PlainLength { get; }

    /// <summary>Where the flags of an envelope are that was just composed.</summary>
    internal static int FlagsAt => Magic.Length + 1;

    internal static byte[] Compose(StateWriter writer, CheckpointHeader header, long baseSequence, int keep, int frames, out int payloadAt)
    {
        WriteHead(writer.Head, header, baseSequence, writer.PatchCount > 0 ? Patched : 0);
        payloadAt = writer.Head.Count;
        return Payload.Compose(writer, keep, frames);
    }

    /// <summary>Writes what stands before a payload.</summary>
    internal static void WriteHead(ByteList head, CheckpointHeader header, long baseSequence, ulong flags)
    {
        head.Bytes(Magic);
        head.Put(Version);

        // Flags, one byte: a compressed envelope names its codec here, an encrypted one its key.
        head.Put(flags);
        head.Text(header.Run);
        head.Text(header.Strand);
        head.Put((ulong)header.Epoch);
        head.Put((ulong)header.Sequence);
        head.Put(baseSequence < 0 ? 0 : (ulong)(header.Sequence - baseSequence));
        head.Put((uint)header.Modules.Count);
        for (var i = 0; i < header.Modules.Count; i++)
            head.Put((uint)Checked(header.Modules[i]));
        head.Put((uint)header.Blobs.Count);
        for (var i = 0; i < header.Blobs.Count; i++)
        {
            var hash = Convert.FromHexString(header.Blobs[i]);
            ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, SHA256.HashSizeInBytes);
            head.Bytes(hash);
        }

        head.Put((uint)header.Metrics.Count);
        for (var i = 0; i < header.Metrics.Count; i++)
        {
            head.Put((uint)Checked(header.Metrics[i].Key));
            head.PutSigned(header.Metrics[i].Value);
        }
    }

    /// <summary>Opens an envelope.</summary>
    /// <param name="memory">Its bytes.</param>
    /// <param name="dictionaries">What it may be compressed with.</param>
    /// <param name="run">The run, for error messages.</param>
    /// <param name="blobs">Gives the blobs that bodies are in; null to leave their names in their places.</param>
    /// <param name="before">The checkpoint before it in its chain, if that is at hand.</param>
    internal static Envelope Parse(ReadOnlyMemory<byte> memory, Dictionaries dictionaries, string? run, Func<BlobHash, ReadOnlyMemory<byte>?>? blobs = null, Envelope? before = null)
    {
        var bytes = memory.Span;
        var cursor = new ByteCursor(bytes, 0, bytes.Length, run);
        if (!bytes.StartsWith(Magic))
            throw new CorruptStateException("This is not a Weave checkpoint.", run);
        cursor.Take(Magic.Length);

        // The version comes before the check: another version may have another check.
        var version = cursor.Number();
        if (version != Version)
            throw new UnknownCheckpointVersionException(version, run);
        if (Sealing.SealedCheckpoint.Is(bytes))
            throw new EncryptionKeyException(Sealing.SealedCheckpoint.KeyOf(bytes, run), "The checkpoint is encrypted, and nothing has opened it.", run);
        if (!Payload.IsIntact(bytes))
            throw new CorruptStateException("The checkpoint is damaged: its CRC does not match.", run);

        var end = bytes.Length - 4;
        var data = Contiguous(memory, out var start);
        cursor = new ByteCursor(data, start + cursor.Position, start + end, run);
        var flags = ReadFlags(ref cursor, out var codec, run);
        var header = ReadHeader(ref cursor);
        var (at, till) = (cursor.Position, start + end);
        if (codec is { } compressed)
        {
            data = Decompress(compressed, header, dictionaries, before, ref cursor, run);
            (at, till) = (0, data.Length);
            cursor = new ByteCursor(data, at, till, run);
        }

        var plain = data.AsMemory(at, till - at);
        var patched = (flags & Patched) != 0;
        var payload = Payload.Parse(data, ref cursor, till, patched, (flags & BlobBodies.Flag) != 0);
        if (blobs is not null && (flags & BlobBodies.Flag) != 0)
        {
            data = BlobBodies.Join(payload, at, header, blobs, run);
            (at, till) = (0, data.Length);
            cursor = new ByteCursor(data, at, till, run);
            payload = Payload.Parse(data, ref cursor, till, patched);
        }

        return new Envelope(header, payload, plain, at == 0 ? till + 4 : bytes.Length);
    }

    /// <summary>The flags of an envelope of version 1, and where what follows them begins; null for anything else.</summary>
    internal static ulong? FlagsOf(ReadOnlySpan<byte> bytes, out int rest)
    {
        rest = 0;
        if (bytes.Length <= Magic.Length + 1 || !bytes.StartsWith(Magic) || bytes[Magic.Length] != Version)
            return null;
        var cursor = new ByteCursor(bytes, Magic.Length + 1, bytes.Length, run: null);
        var flags = cursor.Varint();
        rest = cursor.Position;
        return flags;
    }

    /// <summary>Where the payload of an envelope begins, whatever the payload is.</summary>
    internal static int PayloadStart(ReadOnlySpan<byte> bytes, string? run)
    {
        var cursor = new ByteCursor(bytes, Magic.Length + 1, bytes.Length, run);
        ReadFlags(ref cursor, out _, run);
        ReadHeader(ref cursor);
        return cursor.Position;
    }

    /// <summary>The array under a memory, or a copy where there is none.</summary>
    internal static byte[] Contiguous(ReadOnlyMemory<byte> memory, out int start)
    {
        if (MemoryMarshal.TryGetArray(memory, out var segment) && segment.Array is { } array)
        {
            start = segment.Offset;
            return array;
        }

        start = 0;
        return memory.ToArray();
    }

    static int Checked(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return number;
    }

    static byte[] Decompress(PayloadCodec codec, CheckpointHeader header, Dictionaries dictionaries, Envelope? before, ref ByteCursor cursor, string? run)
    {
        var dictionary = codec.Dictionary < 0 ? null : dictionaries.Find(codec.Dictionary, run);
        var prefix = codec.Prefix is null ? default : PrefixOf(codec, header, before, run);
        var payload = CompressedEnvelope.Decompress(codec.Name, dictionary, prefix, ref cursor);
        if (dictionary is not null && header.Modules.Count > 0)
            dictionaries.TrainerOf(header.Modules[0]).Learn(dictionary);
        return payload;
    }

    /// <summary>The payload that one was compressed with: anything else would make it another, so it is checked.</summary>
    static ReadOnlySpan<byte> PrefixOf(PayloadCodec codec, CheckpointHeader header, Envelope? before, string? run)
    {
        if (before is null || header.Base < 0)
            throw new CorruptStateException($"Checkpoint {header.Sequence} is compressed with the one before it, which is not here.", run);
        if (before.Plain.IsEmpty || Crc32C.Of(before.Plain.Span) != codec.Prefix)
            throw new CorruptStateException($"Checkpoint {header.Sequence} is compressed with another one than that before it.", run);
        return before.Plain.Span;
    }

    static ulong ReadFlags(ref ByteCursor cursor, out PayloadCodec? codec, string? run)
    {
        var flags = cursor.Varint();
        codec = null;
        if ((flags & Compressed) != 0)
            codec = CompressedEnvelope.ReadCodec(ref cursor, run);
        if ((flags & ~(Patched | Compressed | BlobBodies.Flag)) != 0)
            throw new UnknownCheckpointVersionException(Version, $"marked with flags 0x{flags:X}", run);
        return flags;
    }

    static CheckpointHeader ReadHeader(ref ByteCursor cursor)
    {
        var run = cursor.Text();
        var strand = cursor.Text();
        var epoch = cursor.NonNegative();
        var sequence = cursor.NonNegative();
        var distance = cursor.NonNegative();
        if (distance > sequence)
            throw cursor.Corrupt("its base is negative");
        return new CheckpointHeader
        {
            Run = run,
            Strand = strand,
            Epoch = epoch,
            Sequence = sequence,
            Base = distance == 0 ? -1 : sequence - distance,
            Modules = ReadModules(ref cursor),
            Blobs = ReadBlobs(ref cursor),
            Metrics = ReadMetrics(ref cursor),
        };
    }

    static int[] ReadModules(ref ByteCursor cursor)
    {
        var count = cursor.Count(1);
        var modules = count == 0 ? [] : new int[count];
        foreach (ref var module in modules.AsSpan())
            module = cursor.Number();
        return modules;
    }

    static string[] ReadBlobs(ref ByteCursor cursor)
    {
        var count = cursor.Count(SHA256.HashSizeInBytes);
        var blobs = count == 0 ? [] : new string[count];
        foreach (ref var blob in blobs.AsSpan())
            blob = Convert.ToHexStringLower(cursor.Take(SHA256.HashSizeInBytes));
        return blobs;
    }

    static KeyValuePair<int, long>[] ReadMetrics(ref ByteCursor cursor)
    {
        var count = cursor.Count(2);
        var metrics = count == 0 ? [] : new KeyValuePair<int, long>[count];
        foreach (ref var metric in metrics.AsSpan())
            metric = new KeyValuePair<int, long>(cursor.Number(), cursor.Signed());
        return metrics;
    }
}
