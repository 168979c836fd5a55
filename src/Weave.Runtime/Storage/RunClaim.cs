namespace Weave.Storage;

/// <summary>A claim that succeeded.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Epoch">The epoch every commit has to carry.</param>
/// <param name="Attempts">Claims since the last commit that made progress, this one included.</param>
public sealed record RunClaim(string Run, long Epoch, int Attempts);
