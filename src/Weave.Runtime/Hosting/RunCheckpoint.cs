namespace Weave;

/// <summary>A checkpoint that has become durable.</summary>
/// <param name="Run">The run.</param>
/// <param name="Strand">The strand.</param>
/// <param name="Sequence">Per strand, ascending.</param>
/// <param name="IsDelta">True if it builds on the one before.</param>
/// <param name="Bytes">Its size.</param>
public sealed record RunCheckpoint(string Run, string Strand, long Sequence, bool IsDelta, int Bytes);
