using Weave.Checkpoints;
using Weave.Execution;
using Weave.Storage;

namespace Weave.State;

/// <summary>Makes the checkpoints of one strand, one after another. Keeps what a delta needs: object ids, hashes of what the chain holds. Not thread-safe.</summary>
public sealed class StrandEncoder
{
    /// <param name="symbols">Numbers of schemas, normally the store's.</param>
    /// <param name="options">When chains are folded; null for the defaults.</param>
    public StrandEncoder(ISymbolTable symbols, StrandEncoderOptions? options = null) => throw new NotImplementedException();

    /// <summary>
    /// Encodes the strand's stack. A wanted delta becomes a full checkpoint when there is no base or the chain has to be folded: the result's Base tells.
    /// Throws <see cref="NoCodecException"/>; the next call is a full checkpoint then.
    /// </summary>
    /// <param name="outermostFirst">The frames.</param>
    /// <param name="header">Run, strand, epoch, sequence, module; its Base is ignored.</param>
    /// <param name="wanted">Full, or a delta against the last checkpoint this encoder made.</param>
    public StoredCheckpoint Encode(IReadOnlyList<Frame> outermostFirst, CheckpointHeader header, CheckpointKind wanted) => throw new NotImplementedException();

    /// <summary>Makes the next checkpoint a full one: call it when a checkpoint made here did not become durable.</summary>
    public void Reset() => throw new NotImplementedException();
}
