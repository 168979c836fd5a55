using Weave.Checkpoints;
using Weave.Execution;
using Weave.Storage;

namespace Weave.State;

/// <summary>Makes the checkpoints of one strand, one after another. Keeps what a delta needs: object ids, hashes of what the chain holds. Not thread-safe.</summary>
public sealed class StrandEncoder
{
    readonly SymbolCache symbols;
    readonly StrandEncoderOptions options;
    readonly IdentityTable ids;
    readonly BlockShadows shadows;

    // What the chain holds, and what the encoding in progress would make of it.
    List<FrameMark> chain = [];
    List<FrameMark> next = [];
    long lastSequence = -1;
    int deltas;
    long chainBytes;
    long liveBytes;
    bool mustBeFull = true;

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
        var full = wanted == CheckpointKind.Full || mustBeFull || header.Sequence <= lastSequence || IsChainTooLong;
        var baseSequence = full ? -1 : lastSequence;
        next.Clear();
        ids.Begin();
        var writer = StateWriter.Rent(ids, symbols, omitUnchanged: !full, shadows, Handles);
        byte[] bytes;
        try
        {
            var keep = WriteFrames(writer, outermostFirst, full);
            writer.WriteObjects();
            bytes = Envelope.Compose(writer, header, baseSequence, keep, outermostFirst.Count - keep);
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

        liveBytes = ids.Commit(full);
        shadows.Forget(ids.Generation);
        foreach (var frame in next)
            liveBytes += frame.Length + 3;
        (chain, next) = (next, chain);
        deltas = full ? 0 : deltas + 1;
        chainBytes = full ? bytes.Length : chainBytes + bytes.Length;
        lastSequence = header.Sequence;
        mustBeFull = false;
        return new StoredCheckpoint(header.Strand, header.Sequence, baseSequence, bytes);
    }

    /// <summary>Makes the next checkpoint a full one: call it when a checkpoint made here did not become durable.</summary>
    public void Reset() => mustBeFull = true;

    /// <summary>Goes on with a chain that was loaded.</summary>
    internal static StrandEncoder Continue(SymbolCache symbols, StrandEncoderOptions? options, ObjectHeap heap, IEnumerable<FrameMark> frames, long sequence, int deltas, long chainBytes, bool handles = false)
    {
        var ids = new IdentityTable(heap.Count) { NextId = heap.NextId };
        var encoder = new StrandEncoder(symbols, options, ids) { lastSequence = sequence, deltas = deltas, chainBytes = chainBytes, mustBeFull = heap.IsChanged, Handles = handles };
        for (var i = 0; i < heap.Count; i++)
        {
            var slot = heap.Slots[i];
            if (slot.Object is null)
                continue;
            ref var entry = ref ids.Restore(slot.Object, slot.Id);
            entry.Codec = slot.Codec;
            entry.Length = slot.Length;
            var body = heap.Body(i);
            entry.Hash = encoder.shadows.Restore(slot.Id, body)?.Before ?? BodyHash.Of(body);
            encoder.liveBytes += slot.Length + 3;
        }

        ids.NextId = heap.NextId;
        foreach (var frame in frames)
        {
            encoder.chain.Add(frame);
            encoder.liveBytes += frame.Length + 3;
        }

        return encoder;
    }

    /// <summary>True if what has no codec stays in the process: for tests.</summary>
    internal bool Handles { get; init; }

    /// <summary>What the last encoding wrote: each object with its id and its codec.</summary>
    internal IEnumerable<(long Id, object Object, Codec Codec)> Written
    {
        get
        {
            for (var i = 0; i < ids.Count; i++)
            {
                var entry = ids.Entries[i];
                if (entry.Object is not null)
                    yield return (entry.Id, entry.Object, entry.Codec!);
            }
        }
    }

    bool IsChainTooLong => deltas >= options.MaxDeltas || chainBytes > Math.Max(options.FreeChainBytes, options.MaxChainRatio * liveBytes);

    /// <summary>Writes the frames that the chain does not hold; returns how many outermost ones it does.</summary>
    int WriteFrames(StateWriter writer, IReadOnlyList<Frame> frames, bool full)
    {
        // Kept frames are written too, for what they refer to, and then taken back: a callee may have changed the objects of a sleeping caller.
        var keep = 0;
        for (var i = 0; i < frames.Count; i++)
        {
            var frame = frames[i];
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
