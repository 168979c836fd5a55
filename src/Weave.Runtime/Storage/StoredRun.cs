namespace Weave.Storage;

/// <summary>Everything needed to go on with a run.</summary>
/// <param name="Record">The record.</param>
/// <param name="Checkpoints">Per strand a chain: a full checkpoint, then the deltas on it, ascending.</param>
/// <param name="Inbox">Messages not consumed, oldest first.</param>
/// <param name="Timers">Timers that are set.</param>
public sealed record StoredRun(
    RunRecord Record,
    IReadOnlyList<StoredCheckpoint> Checkpoints,
    IReadOnlyList<InboxMessage> Inbox,
    IReadOnlyList<StoredTimer> Timers)
{
    /// <summary>The blobs that the checkpoints name, once they were read.</summary>
    internal FetchedBlobs? Fetched { get; init; }
}
