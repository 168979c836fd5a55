using Weave.Checkpoints;
using Weave.Execution;

namespace Weave.State;

/// <summary>A strand that was loaded.</summary>
public sealed class DecodedStrand
{
    internal DecodedStrand(CheckpointHeader header, IReadOnlyList<Frame> frames)
    {
        Header = header;
        Frames = frames;
    }

    /// <summary>The header of the last checkpoint of the chain.</summary>
    public CheckpointHeader Header { get; }

    /// <summary>The frames, outermost first.</summary>
    public IReadOnlyList<Frame> Frames { get; }

    /// <summary>An encoder that goes on with this chain: objects keep their ids, and the next checkpoint may be a delta. Take it before the strand runs.</summary>
    /// <param name="options">When chains are folded; null for the defaults.</param>
    public StrandEncoder ToEncoder(StrandEncoderOptions? options = null) => throw new NotImplementedException();
}
