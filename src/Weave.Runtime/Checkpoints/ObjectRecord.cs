namespace Weave.Checkpoints;

/// <summary>One object in a checkpoint.</summary>
/// <param name="Id">Its strand-stable id.</param>
/// <param name="Type">Schema text of its type.</param>
/// <param name="Body">Its values, MessagePack items.</param>
public sealed record ObjectRecord(long Id, string Type, ReadOnlyMemory<byte> Body)
{
    /// <summary>True if the body is the difference to the one that the chain holds for this id: its length, then runs of changed bytes (docs/checkpoint-format.md).</summary>
    public bool IsPatch { get; init; }

    /// <summary>True if the body is the SHA-256 of the blob that holds it.</summary>
    public bool IsBlob { get; init; }
}
