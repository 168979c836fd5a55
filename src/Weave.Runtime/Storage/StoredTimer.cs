namespace Weave.Storage;

/// <summary>A timer of a run.</summary>
/// <param name="Strand">The strand that waits.</param>
/// <param name="Key">Names the timer within the strand.</param>
/// <param name="Due">When it fires; null clears it.</param>
public sealed record StoredTimer(string Strand, string Key, DateTimeOffset? Due);
