namespace Weave.Storage;

/// <summary>One piece of a store's content that holds somebody's data.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Run">The run it belongs to; null for a blob, which runs share.</param>
/// <param name="Name">The strand of a checkpoint, the id of a message, the hash that names a blob; empty for an outcome.</param>
/// <param name="Sequence">The sequence of a checkpoint; 0 otherwise.</param>
/// <param name="Bytes">Its bytes; empty when they cannot be read.</param>
public sealed record StoredItem(StoredItemKind Kind, string? Run, string Name, long Sequence, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Why it cannot be read, or null.</summary>
    public CorruptStoreException? Damage { get; init; }
}
