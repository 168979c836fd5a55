using Weave.Checkpoints;
using Weave.Evolution;
using Weave.Execution;
using Weave.Storage;

namespace Weave.State;

/// <summary>Gives back what a <see cref="StrandEncoder"/> encoded.</summary>
public static class StrandDecoder
{
    /// <summary>
    /// Loads a strand. Throws <see cref="CorruptStateException"/>, <see cref="UnknownCheckpointVersionException"/> or <see cref="ContractMismatchException"/>.
    /// Allocates at most 256 bytes for each byte of the chain, or the size of the largest class or struct in it where that is more; a pattern or a time zone some kilobytes beyond that. A compressed checkpoint counts with the bytes it stands for, at most 32 times its own.
    /// </summary>
    /// <param name="chain">A full checkpoint and the deltas after it, ascending.</param>
    /// <param name="symbols">The table that was used to encode.</param>
    /// <param name="run">The run, for error messages.</param>
    /// <param name="blobs">Gives the blobs that the chain names, or null for one that is not there; they count as bytes of the chain. Null where it names none.</param>
    public static DecodedStrand Decode(IReadOnlyList<StoredCheckpoint> chain, ISymbolTable symbols, string? run = null, Func<BlobHash, ReadOnlyMemory<byte>?>? blobs = null) =>
        Decode(chain, symbols, residents: null, run, blobs);

    /// <summary>Loads a strand of which some objects are still in this process.</summary>
    /// <param name="chain">A full checkpoint and the deltas after it, ascending.</param>
    /// <param name="symbols">The table that was used to encode.</param>
    /// <param name="residents">Gives the object that stands for an id, or null for one that is made from its record.</param>
    /// <param name="run">The run, for error messages.</param>
    /// <param name="blobs">Gives the blobs that the chain names.</param>
    internal static DecodedStrand Decode(IReadOnlyList<StoredCheckpoint> chain, ISymbolTable symbols, Func<long, object?>? residents, string? run = null, Func<BlobHash, ReadOnlyMemory<byte>?>? blobs = null) =>
        Guarded(run, () => Load(chain, SymbolCache.Of(symbols), residents, sleep: null, run, blobs ?? (static _ => null)));

    /// <summary>Loads a strand for the one who runs it: outer frames may sleep, and are read when they are needed.</summary>
    /// <param name="chain">A full checkpoint and the deltas after it, ascending.</param>
    /// <param name="symbols">The table that was used to encode.</param>
    /// <param name="sleep">When it pays.</param>
    /// <param name="run">The run, for error messages.</param>
    /// <param name="blobs">Gives the blobs that the chain names.</param>
    internal static DecodedStrand DecodeAwake(IReadOnlyList<StoredCheckpoint> chain, ISymbolTable symbols, SleepPolicy sleep, string? run = null, Func<BlobHash, ReadOnlyMemory<byte>?>? blobs = null) =>
        Guarded(run, () => Load(chain, SymbolCache.Of(symbols), residents: null, sleep, run, blobs ?? (static _ => null)));

    /// <summary>Reads what may be corrupt: there is one kind of error for that.</summary>
    internal static T Guarded<T>(string? run, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is not (WeaveException or OutOfMemoryException))
        {
            // A codec or a key's GetHashCode met values that no live object could have had.
            throw new CorruptStateException($"The state of the strand cannot be rebuilt: {error.Message}", run, error);
        }
    }

    static DecodedStrand Load(IReadOnlyList<StoredCheckpoint> chain, SymbolCache symbols, Func<long, object?>? residents, SleepPolicy? sleep, string? run, Func<BlobHash, ReadOnlyMemory<byte>?> blobs)
    {
        if (chain.Count == 0)
            throw new CorruptStateException("The strand has no checkpoint.", run);
        var envelopes = new Envelope[chain.Count];
        var schemas = new EnvelopeSchemas[chain.Count];
        long bytes = 0;
        for (var i = 0; i < envelopes.Length; i++)
        {
            var envelope = envelopes[i] = Envelope.Parse(chain[i].Bytes, symbols.Dictionaries, run, blobs, i == 0 ? null : envelopes[i - 1]);
            run ??= envelope.Header.Run;
            CheckLink(chain[i], envelope, i == 0 ? null : envelopes[i - 1], run);
            schemas[i] = EnvelopeSchemas.Of(envelope.Payload, symbols, run);
            bytes += envelope.PlainLength;
        }

        var heap = new ObjectHeap([.. envelopes.Select(static envelope => envelope.Payload)], symbols, residents);
        for (var i = 0; i < envelopes.Length; i++)
            heap.Add(envelopes[i].Payload, schemas[i], run);

        var places = Stack(envelopes, schemas, run);
        if (sleep is null || SleepPlan.Make(heap, places, sleep, bytes, run) is not { } plan)
            return Complete(symbols, heap, envelopes, places, bytes, run);
        var sleeping = new SleepingFrames(heap, places, plan, run);
        Frame[] frames = [.. sleeping.Frames];
        sleeping.WakeFirst();
        return new DecodedStrand(symbols, heap, envelopes, places, frames, bytes) { Sleeping = sleeping };
    }

    /// <summary>Makes the frames of a chain whose objects have been found, and all that they refer to.</summary>
    internal static DecodedStrand Complete(SymbolCache symbols, ObjectHeap heap, Envelope[] envelopes, IReadOnlyList<EnvelopeSchemas> schemas, long bytes, string? run) =>
        Complete(symbols, heap, envelopes, Stack(envelopes, schemas, run), bytes, run);

    static DecodedStrand Complete(SymbolCache symbols, ObjectHeap heap, Envelope[] envelopes, List<FramePlace> places, long bytes, string? run)
    {
        var reader = new StateReader(run);
        reader.Attach(heap);
        var frames = new Frame[places.Count];
        foreach (var migrating in (ReadOnlySpan<bool>)[false, true])
        {
            // What a migration looks at has to be whole.
            for (var i = 0; i < frames.Length; i++)
            {
                if (places[i].Schema.Change is { Migrates: true } != migrating)
                    continue;
                frames[i] = places[i].NewFrame(run);
                places[i].Read(frames[i], reader);
            }

            heap.FillAll(reader);
        }

        return new DecodedStrand(symbols, heap, envelopes, places, frames, bytes);
    }

    /// <summary>The frames, outermost first.</summary>
    static List<FramePlace> Stack(Envelope[] envelopes, IReadOnlyList<EnvelopeSchemas> schemas, string? run)
    {
        var stack = new List<FramePlace>(envelopes[^1].Payload.Frames.Length);
        for (var i = 0; i < envelopes.Length; i++)
        {
            var payload = envelopes[i].Payload;
            if (payload.Keep > stack.Count)
                throw new CorruptStateException($"The checkpoint keeps {payload.Keep} frames of a base that has {stack.Count}.", run);
            stack.RemoveRange(payload.Keep, stack.Count - payload.Keep);
            foreach (var entry in payload.Frames)
                stack.Add(new FramePlace(payload, entry, schemas[i]));
        }

        return stack;
    }

    internal static void CheckLink(StoredCheckpoint stored, Envelope envelope, Envelope? before, string? run)
    {
        var header = envelope.Header;
        if (header.Strand != stored.Strand || header.Sequence != stored.Sequence || header.Base != stored.Base)
            throw new CorruptStateException($"Checkpoint {stored.Sequence} of strand '{stored.Strand}' says it is checkpoint {header.Sequence} of strand '{header.Strand}'.", run);
        if (header.Run != run || (before is not null && header.Strand != before.Header.Strand))
            throw new CorruptStateException($"A checkpoint of run '{header.Run}', strand '{header.Strand}' stands in another chain.", run);
        if (header.Base != (before?.Header.Sequence ?? -1))
            throw new CorruptStateException($"Checkpoint {header.Sequence} builds on {header.Base}, which is not the one before it.", run);
    }
}
