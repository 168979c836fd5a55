namespace Weave.Storage;

/// <summary>A blob in a memory store, immutable.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Uses">How many checkpoints and runs name it.</param>
/// <param name="Since">When it was put, or lost a use, last.</param>
sealed record MemoryBlob(ReadOnlyMemory<byte> Content, int Uses, DateTimeOffset Since)
{
    public bool IsDue(DateTimeOffset now) => Uses == 0 && now - Since >= StoreRules.BlobGrace;
}
