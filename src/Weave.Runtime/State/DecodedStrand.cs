using Weave.Checkpoints;
using Weave.Execution;

namespace Weave.State;

/// <summary>A strand that was loaded.</summary>
public sealed class DecodedStrand
{
    readonly SymbolCache symbols;
    readonly ObjectHeap heap;
    readonly Envelope[] chain;
    readonly List<FramePlace> places;
    readonly long bytes;

    internal DecodedStrand(SymbolCache symbols, ObjectHeap heap, Envelope[] chain, List<FramePlace> places, Frame[] frames, long bytes)
    {
        this.symbols = symbols;
        this.heap = heap;
        this.chain = chain;
        this.places = places;
        this.bytes = bytes;
        Frames = frames;
    }

    /// <summary>The header of the last checkpoint of the chain.</summary>
    public CheckpointHeader Header => chain[^1].Header;

    /// <summary>The frames, outermost first.</summary>
    public IReadOnlyList<Frame> Frames { get; }

    /// <summary>The outer frames that have not been read; null if all have.</summary>
    internal SleepingFrames? Sleeping { get; init; }

    /// <summary>An encoder that goes on with this chain: objects keep their ids, and the next checkpoint may be a delta. It knows the state that was loaded, whatever the strand has done since.</summary>
    /// <param name="options">When chains are folded; null for the defaults.</param>
    public StrandEncoder ToEncoder(StrandEncoderOptions? options = null) =>
        Continue(options, handles: false);

    /// <summary>An encoder that goes on with this chain, for tests: what has no codec may stay in the process.</summary>
    internal StrandEncoder ToEncoder(bool handles) =>
        Continue(options: null, handles);

    StrandEncoder Continue(StrandEncoderOptions? options, bool handles) =>
        StrandEncoder.Continue(symbols, options, heap, Sleeping, places.Select(static place => place.Mark), Header.Sequence, chain.Length - 1, bytes, handles);
}
