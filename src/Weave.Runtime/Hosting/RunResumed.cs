namespace Weave;

/// <summary>A run was loaded and is about to go on.</summary>
/// <param name="Run">The run.</param>
/// <param name="Function">Id of the root fragment function.</param>
/// <param name="Epoch">The epoch of this hub's claim.</param>
/// <param name="Sequence">The checkpoint it goes on from; 0 is its start.</param>
/// <param name="Cuts">Where it goes on, outermost frame first.</param>
public sealed record RunResumed(string Run, string Function, long Epoch, long Sequence, IReadOnlyList<string> Cuts);
