namespace Weave.Execution;

/// <summary>What came of an <see cref="InnerSplit"/>: one of three.</summary>
/// <param name="Inner">The run that the inner frames have become.</param>
/// <param name="Whole">Why the frames cannot be taken apart: the run can move as a whole.</param>
/// <param name="Off">Why nothing can be moved now.</param>
sealed record SplitEnd(string? Inner = null, string? Whole = null, string? Off = null);
