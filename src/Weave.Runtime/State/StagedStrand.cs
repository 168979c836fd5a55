using Weave.Checkpoints;
using Weave.Evolution;
using Weave.Execution;
using Weave.Storage;

namespace Weave.State;

/// <summary>
/// A strand that comes checkpoint by checkpoint, while it still runs somewhere else. What can be done with each is done when it comes (it is checked, large arrays are made and
/// brought up to date), so that the last one costs what it changes and what small objects there are. Not thread-safe; belongs to the code scope in which it was made.
/// </summary>
/// <param name="symbols">The table that was used to encode.</param>
/// <param name="run">The run, for error messages.</param>
sealed class StagedStrand(ISymbolTable symbols, string run)
{
    readonly SymbolCache cache = SymbolCache.Of(symbols);
    readonly List<Envelope> envelopes = [];
    readonly List<EnvelopeSchemas> schemas = [];
    ObjectHeap? heap;
    long bytes;

    /// <summary>Takes in the next checkpoint of the chain. Throws what <see cref="StrandDecoder.Decode(IReadOnlyList{StoredCheckpoint}, ISymbolTable, string?, Func{BlobHash, ReadOnlyMemory{byte}?}?)"/> does.</summary>
    public void Add(StoredCheckpoint checkpoint) => StrandDecoder.Guarded(run, () =>
    {
        var before = envelopes.Count == 0 ? null : envelopes[^1];
        var envelope = Envelope.Parse(checkpoint.Bytes, cache.Dictionaries, run, static _ => null, before);
        StrandDecoder.CheckLink(checkpoint, envelope, before, run);
        var from = EnvelopeSchemas.Of(envelope.Payload, cache, run);
        heap ??= new ObjectHeap([], cache);
        heap.Reserve([envelope.Payload]);
        heap.Add(envelope.Payload, from, run);
        var reader = new StateReader(run);
        reader.Attach(heap);
        heap.MakeRuns(envelope.Payload, reader);
        envelopes.Add(envelope);
        schemas.Add(from);
        bytes += envelope.PlainLength;
        return true;
    });

    /// <summary>The frames, once all checkpoints have come.</summary>
    public IReadOnlyList<Frame> Complete() => StrandDecoder.Guarded(run, () => heap is null
        ? throw new CorruptStateException("The strand has no checkpoint.", run)
        : StrandDecoder.Complete(cache, heap, [.. envelopes], schemas, bytes, run).Frames);
}
