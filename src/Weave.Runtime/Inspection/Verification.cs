namespace Weave.Inspection;

/// <summary>What a walk over a whole store has found.</summary>
/// <param name="Runs">Runs looked at.</param>
/// <param name="Checkpoints">Checkpoints taken apart.</param>
/// <param name="Blobs">Blobs whose content was held against their names.</param>
/// <param name="Unopened">Items that are encrypted with keys that were not given: they were not looked into.</param>
/// <param name="Damages">What is wrong, in the order it was met.</param>
public sealed record Verification(int Runs, int Checkpoints, int Blobs, int Unopened, IReadOnlyList<Damage> Damages);
