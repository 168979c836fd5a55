namespace Weave.Checkpoints;

/// <summary>One object in a checkpoint.</summary>
/// <param name="Id">Its strand-stable id.</param>
/// <param name="Type">Schema text of its type.</param>
/// <param name="Body">Its values, MessagePack items.</param>
public sealed record ObjectRecord(long Id, string Type, ReadOnlyMemory<byte> Body);
