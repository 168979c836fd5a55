namespace Weave.Storage;

/// <summary>Something that reaches a run.</summary>
/// <param name="Run">The run it is for.</param>
/// <param name="Id">Names the message within the run: a second one with the same id has no effect.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Strand">The strand it is for, or null for the run.</param>
/// <param name="Subject">Step key, timer key or event name it belongs to; empty when the kind needs none.</param>
/// <param name="Payload">Encoded value; empty when the kind needs none.</param>
public sealed record InboxMessage(string Run, string Id, MessageKind Kind, string? Strand, string Subject, ReadOnlyMemory<byte> Payload);
