namespace Weave.Checkpoints;

/// <summary>One frame in a checkpoint.</summary>
/// <param name="Function">Id of the function.</param>
/// <param name="Cut">Structural id of the cut.</param>
/// <param name="Anchor">The cut's anchor.</param>
/// <param name="Contract">Names and types of the values: <c>name:type;name:type</c>.</param>
/// <param name="Body">The values, MessagePack items in contract order.</param>
public sealed record FrameRecord(string Function, string Cut, string Anchor, string Contract, ReadOnlyMemory<byte> Body);
