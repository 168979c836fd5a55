using Weave.Checkpoints;
using Weave.Execution;
using Weave.Runtime.Tests.State;
using Weave.State;
using Weave.Storage;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.Hostile;

/// <summary>A good chain of two checkpoints, whole and taken apart.</summary>
sealed record HostileState(StoredCheckpoint Full, StoredCheckpoint Delta, Anatomy FullParts, Anatomy DeltaParts)
{
    internal static HostileState Of(Frame[] frames, ISymbolTable symbols)
    {
        var encoder = new StrandEncoder(symbols, StrandEncoderOptions.Default with { FreeChainBytes = 1 << 20 });
        var full = encoder.Encode(frames, Header(0), CheckpointKind.Full);
        if (frames[0] is OneFrame<object?[]> { Value: [Node node, ..] })
            node.Value++;
        else if (frames[0] is OneFrame<object?> single)
            single.I++;
        var delta = encoder.Encode(frames, Header(1), CheckpointKind.Delta);
        Assert.Equal(0, delta.Base);
        return new HostileState(full, delta, Anatomy.Of(full.Bytes.ToArray()), Anatomy.Of(delta.Bytes.ToArray()));
    }
}
