using Weave.Storage;

namespace Weave.Execution;

/// <summary>A part of a strand's state on its way to another hub.</summary>
/// <param name="State">A checkpoint of the move's own chain: full the first time, then deltas.</param>
/// <param name="HasMore">Whether there are large arrays that are not in any part yet.</param>
/// <param name="Rest">With the last part, what else there is: the strand stands still. Null before.</param>
/// <param name="Stopped">When the strand stopped for it, by the hub's clock.</param>
sealed record MovedPart(StoredCheckpoint State, bool HasMore, MovedRest? Rest, long Stopped);
