namespace Weave.Storage;

/// <summary>One checkpoint as a store keeps it; the envelope in <paramref name="Bytes"/> says the same and more.</summary>
/// <param name="Strand">Hierarchical strand id inside the run: <c>0</c>, <c>0/3</c>.</param>
/// <param name="Sequence">Per strand, ascending.</param>
/// <param name="Base">Sequence of the checkpoint a delta builds on; -1 for a full one.</param>
/// <param name="Bytes">The envelope.</param>
public sealed record StoredCheckpoint(string Strand, long Sequence, long Base, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The blobs it needs: they are kept as long as it is.</summary>
    public IReadOnlyList<BlobHash> Blobs { get; init; } = [];

    /// <summary>Bytes of its state that are in blobs, as far as its maker said.</summary>
    internal long Outside { get; init; }
}
