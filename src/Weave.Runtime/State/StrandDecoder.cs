using Weave.Storage;

namespace Weave.State;

/// <summary>Gives back what a <see cref="StrandEncoder"/> encoded.</summary>
public static class StrandDecoder
{
    /// <summary>
    /// Loads a strand. Throws <see cref="CorruptStateException"/>, <see cref="UnknownCheckpointVersionException"/> or <see cref="ContractMismatchException"/>; nothing else.
    /// </summary>
    /// <param name="chain">A full checkpoint and the deltas after it, ascending.</param>
    /// <param name="symbols">The table that was used to encode.</param>
    public static DecodedStrand Decode(IReadOnlyList<StoredCheckpoint> chain, ISymbolTable symbols) => throw new NotImplementedException();
}
