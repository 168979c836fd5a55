using Weave.Storage;

namespace Weave.Execution;

/// <summary>How a handover ended.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Claim">The new claim of a run that was kept.</param>
/// <param name="Cause">What went wrong, or null.</param>
sealed record HandoverEnd(HandoverResult Result, RunClaim? Claim = null, Exception? Cause = null);
