using Weave.Checkpoints;
using Weave.Compression;
using Weave.Execution;
using Weave.Storage;

namespace Weave.State;

/// <summary>Makes the checkpoints of one strand, one after another. Keeps what a delta needs: object ids, hashes of what the chain holds. Not thread-safe.</summary>
public sealed class StrandEncoder
{
    // Larger payloads are not kept for the next one.
    const int LargestPrefix = 256 << 10;

    // To load one more checkpoint costs about what so many bytes of state cost.
    const int EnvelopeCost = 300;

    readonly SymbolCache symbols;
    readonly StrandEncoderOptions options;
    readonly IdentityTable ids;
    readonly BlockShadows shadows;
    readonly CompressionPolicy? compression;
    readonly BlobNames names = new();
    List<StateBlob> blobs = [];

    // What the chain holds, and what the encoding in progress would make of it.
    List<FrameMark> chain = [];
    List<FrameMark> next = [];
    long lastSequence = -1;
    int deltas;
    long chainCost;
    long lastDelta;
    long liveBytes;
    bool mustBeFull = true;

    // The frames of the loaded strand that have not been read; null if there are none.
    SleepingFrames? sleeping;

    // The payload of the last checkpoint before it was compressed, if the next one may be compressed with it.
    ReadOnlyMemory<byte> previous;

    /// <param name="symbols">Numbers of schemas, normally the store's.</param>
    /// <param name="options">When chains are folded; null for the defaults.</param>
    public StrandEncoder(ISymbolTable symbols, StrandEncoderOptions? options = null)
        : this(SymbolCache.Of(symbols), options, new IdentityTable())
    {
    }

    StrandEncoder(SymbolCache symbols, StrandEncoderOptions? options, IdentityTable ids)
    {
        this.symbols = symbols;
        this.options = options ?? StrandEncoderOptions.Default;
        this.ids = ids;
        shadows = new BlockShadows(this.options.ShadowBudget);
        compression = this.options.Compress ? new CompressionPolicy(this.options.TimeProvider) : null;
    }

    /// <summary>
    /// Encodes the strand's stack. A wanted delta becomes a full checkpoint when there is no base or the chain has to be folded: the result's Base tells.
    /// Throws <see cref="NoCodecException"/>; the next call is a full checkpoint then.
    /// </summary>
    /// <param name="outermostFirst">The frames.</param>
    /// <param name="header">Run, strand, epoch, sequence, module; its Base is ignored.</param>
    /// <param name="wanted">Full, or a delta against the last checkpoint this encoder made.</param>
    public StoredCheckpoint Encode(IReadOnlyList<Frame> outermostFirst, CheckpointHeader header, CheckpointKind wanted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(header.Epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(header.Sequence);
        var full = wanted == CheckpointKind.Full || mustBeFull || header.Sequence <= lastSequence || IsTooMuch(lastDelta);
        blobs.Clear();
        var bytes = Write(outermostFirst, header, full, out var payloadAt, out var largest);
        if (!full && IsTooMuch(bytes.Length))
        {
            // The table of objects knows the delta as written, which nobody gets.
            full = mustBeFull = true;
            bytes = Write(outermostFirst, header, full, out payloadAt, out largest);
        }

        if (Math.Max(liveBytes, bytes.Length) > options.MaxCheckpointBytes)
        {
            mustBeFull = true;
            throw new StateTooLargeException(header.Run, Math.Max(liveBytes, bytes.Length), options.MaxCheckpointBytes, ids.Largest());
        }

        (chain, next) = (next, chain);
        deltas = full ? 0 : deltas + 1;
        chainCost = (full ? 0 : chainCost) + CostOf(bytes.Length);
        lastDelta = full ? 0 : bytes.Length;
        var baseSequence = full ? -1 : lastSequence;
        lastSequence = header.Sequence;
        mustBeFull = true;
        if (largest > options.BlobBytes)
            bytes = BlobBodies.Split(bytes, ref payloadAt, header, baseSequence, options.BlobBytes, names, blobs) ?? bytes;
        if (full)
            names.Keep(ids);
        if (compression is not null)
        {
            var payload = bytes.AsMemory(payloadAt, bytes.Length - payloadAt - 4);
            bytes = Compress(bytes, payloadAt, header, compression, full ? default : previous.Span);
            previous = payload.Length <= LargestPrefix ? payload : default;
        }

        mustBeFull = false;
        var stored = new StoredCheckpoint(header.Strand, header.Sequence, baseSequence, bytes);
        return header.Blobs.Count == 0 && blobs.Count == 0 ? stored : Naming(stored, header);
    }

    StoredCheckpoint Naming(StoredCheckpoint stored, CheckpointHeader header) => stored with
    {
        Blobs = [.. header.Blobs.Select(static hex => new BlobHash(hex)).Union(blobs.Select(static blob => blob.Name))],
        Outside = blobs.Sum(static blob => (long)blob.Content.Length),
    };

    /// <summary>What has to be in the store before the checkpoint that was encoded last, and has not been taken.</summary>
    public IReadOnlyList<StateBlob> TakeBlobs()
    {
        var taken = blobs;
        blobs = [];
        return taken;
    }

    /// <summary>Writes one checkpoint; the table of objects knows it as written then.</summary>
    byte[] Write(IReadOnlyList<Frame> outermostFirst, CheckpointHeader header, bool full, out int payloadAt, out int largest)
    {
        Rouse(outermostFirst, full);
        next.Clear();
        ids.Begin();
        var writer = StateWriter.Rent(ids, symbols, omitUnchanged: !full, shadows, Handles);
        writer.RunRoom = RunRoom;
        byte[] bytes;
        try
        {
            var keep = WriteFrames(writer, outermostFirst, full);
            writer.WriteObjects();
            largest = writer.LargestRecord;
            HasRunsLeft = writer.RunsLeft > 0;
            bytes = Envelope.Compose(writer, header, full ? -1 : lastSequence, keep, outermostFirst.Count - keep, out payloadAt);
        }
        catch
        {
            // Hashes may already describe what was not written.
            ids.Rollback();
            shadows.Clear();
            mustBeFull = true;
            throw;
        }
        finally
        {
            writer.Return();
        }

        liveBytes = ids.Commit(full) + (sleeping?.Bytes ?? 0);
        shadows.Forget(ids.Generation);
        foreach (var frame in next)
            liveBytes += frame.Length + IdentityTable.IndexCost;
        if (sleeping is { IsOver: true })
            sleeping = null;
        return bytes;
    }

    /// <summary>The same checkpoint compressed, if that pays.</summary>
    byte[] Compress(byte[] plain, int payloadAt, CheckpointHeader header, CompressionPolicy policy, ReadOnlySpan<byte> prefix)
    {
        var payload = plain.AsSpan(payloadAt, plain.Length - payloadAt - 4);
        var trainer = header.Modules.Count > 0 && payload.Length <= DictionaryTrainer.LargestSample ? symbols.Dictionaries.TrainerOf(header.Modules[0]) : null;
        var dictionary = trainer?.Dictionary;
        if (dictionary is null)
            trainer?.Offer(payload);
        if ((dictionary is null && payload.Length < CompressionPolicy.LeastPlain) || !policy.Begin())
            return plain;

        // What changes is mostly what changed before. A payload that is much larger than the one before it was not in that, and for a small one the dictionary is better.
        var compressed = Zstd.IsAvailable && payload.Length >= CompressionPolicy.LeastPlain && prefix.Length >= payload.Length / 2
            ? CompressedEnvelope.Compress(plain, Envelope.FlagsAt, payloadAt, dictionary: null, prefix)
            : CompressedEnvelope.Compress(plain, Envelope.FlagsAt, payloadAt, dictionary);
        compressed ??= plain;
        policy.End(plain.Length, compressed.Length);
        return compressed;
    }

    /// <summary>Makes the next checkpoint a full one: call it when a checkpoint made here did not become durable.</summary>
    public void Reset() => mustBeFull = true;

    /// <summary>Goes on with a chain that was loaded, of which some frames may sleep.</summary>
    internal static StrandEncoder Continue(SymbolCache symbols, StrandEncoderOptions? options, ObjectHeap heap, SleepingFrames? sleeping, IEnumerable<FrameMark> frames, long sequence, int deltas, long chainBytes, bool handles = false)
    {
        var ids = new IdentityTable(sleeping is null ? heap.Count : heap.Fresh.Count) { NextId = heap.NextId };
        var encoder = new StrandEncoder(symbols, options, ids) { lastSequence = sequence, deltas = deltas, chainCost = chainBytes + ((deltas + 1L) * EnvelopeCost), mustBeFull = heap.IsChanged, Handles = handles, sleeping = sleeping };
        for (var i = 0; i < heap.Count && sleeping is null; i++)
        {
            if (heap.ObjectAt(i) is { } value)
                encoder.liveBytes += encoder.Take(heap, i, value);
        }

        ids.NextId = heap.NextId;
        if (sleeping is not null)
            encoder.liveBytes += sleeping.JoinedBy(encoder);
        foreach (var frame in frames)
        {
            encoder.chain.Add(frame);
            encoder.liveBytes += frame.Length + IdentityTable.IndexCost;
        }

        return encoder;
    }

    /// <summary>Takes in the objects of frames that have woken, under the ids that the chain has for them; returns what they cost.</summary>
    internal long TakeMade(ObjectHeap heap)
    {
        var next = ids.NextId;
        long bytes = 0;
        foreach (var index in heap.Fresh)
            bytes += Take(heap, index, heap.ObjectAt(index)!);
        ids.NextId = next;
        heap.Settle();
        return bytes;
    }

    /// <summary>Takes in an object as the chain has it; returns what it costs.</summary>
    long Take(ObjectHeap heap, int index, object value)
    {
        var body = heap.Whole(index);
        ref var entry = ref ids.Restore(value, heap.IdOf(index));
        entry.Codec = heap.KindOf(index).Codec;
        entry.Length = body.Length;
        entry.Hash = shadows.Restore(entry.Id, body)?.Before ?? BodyHash.Of(body);
        return body.Length + IdentityTable.IndexCost;
    }

    /// <summary>
    /// Bytes of large arrays that an encoding takes in, at most and one array: the state comes in several deltas, each of which stops the strand for a short time alone. What it says of arrays is whole
    /// with the first encoding without this. Null for a whole one.
    /// </summary>
    internal long? RunRoom { get; set; }

    /// <summary>Whether arrays are left that the last encoding had no room for.</summary>
    internal bool HasRunsLeft { get; private set; }

    /// <summary>True if what has no codec stays in the process: for tests.</summary>
    internal bool Handles { get; init; }

    /// <summary>What the last encoding wrote: each object with its id and its codec.</summary>
    internal IEnumerable<(long Id, object Object, Codec Codec)> Written
    {
        get
        {
            for (var i = 0; i < ids.Count; i++)
            {
                var entry = ids[i];
                if (entry.Object is not null)
                    yield return (entry.Id, entry.Object, entry.Codec!);
            }
        }
    }

    /// <summary>True if the chain would cost too much with a delta of so many bytes.</summary>
    bool IsTooMuch(long delta)
    {
        var cost = chainCost + CostOf(delta);
        return deltas >= options.MaxDeltas || (cost > options.FreeChainBytes && cost > options.MaxChainRatio * CostOf(liveBytes));
    }

    /// <summary>What a checkpoint of so many bytes costs to load, in bytes.</summary>
    static long CostOf(long bytes) => bytes + EnvelopeCost;

    /// <summary>
    /// Wakes the frames that sleep if their bytes in the chain will not do: for a full checkpoint, and where one of them is not where it was. Before the encoding begins, because the table of
    /// objects is another one afterwards.
    /// </summary>
    void Rouse(IReadOnlyList<Frame> frames, bool full)
    {
        if (sleeping is null)
            return;
        var kept = 0;
        while (kept < frames.Count && kept < chain.Count && sleeping.Holds(frames[kept], kept))
            kept++;
        if (full || frames.Skip(kept).Any(frame => frame.Sleeping == sleeping))
            sleeping.WakeAll();
    }

    /// <summary>Writes the frames that the chain does not hold; returns how many outermost ones it does.</summary>
    int WriteFrames(StateWriter writer, IReadOnlyList<Frame> frames, bool full)
    {
        // Kept frames are written too, for what they refer to, and then taken back: a callee may have changed the objects of a sleeping caller. It has not where the caller sleeps unread.
        var keep = 0;
        for (var i = 0; i < frames.Count; i++)
        {
            var frame = frames[i];
            if (sleeping is not null && sleeping.Holds(frame, i))
            {
                next.Add(chain[i]);
                keep++;
                continue;
            }

            var start = writer.Position;
            var length = writer.WriteFrame(frame);
            var number = symbols.NumberOf(frame);
            var mark = new FrameMark(number, length, BodyHash.Of(writer.Since(start)));
            next.Add(mark);
            if (!full && keep == i && i < chain.Count && chain[i] == mark)
            {
                writer.Position = start;
                keep++;
                continue;
            }

            writer.FrameIndex.Put((uint)writer.Schemas.LocalOf(number));
            writer.FrameIndex.Put((uint)length);
        }

        return keep;
    }

    /// <summary>What the chain holds of one frame.</summary>
    internal readonly record struct FrameMark(int Schema, int Length, UInt128 Hash);
}
