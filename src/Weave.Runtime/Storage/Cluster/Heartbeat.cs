namespace Weave.Storage;

/// <summary>What a store answers a member that is heard from.</summary>
/// <param name="Hub">The member itself, with a new lease.</param>
/// <param name="Members">All members, by id, this one among them.</param>
public sealed record Heartbeat(HubRecord Hub, IReadOnlyList<HubRecord> Members);
