using Weave.Storage;

namespace Weave.Execution;

/// <summary>A part of a strand's state on its way to another hub.</summary>
/// <param name="State">A checkpoint of the move's own chain: full the first time, then deltas.</param>
/// <param name="Rest">With the last part, what else there is: the strand stands still. Null before.</param>
sealed record MovedPart(StoredCheckpoint State, MovedRest? Rest);
