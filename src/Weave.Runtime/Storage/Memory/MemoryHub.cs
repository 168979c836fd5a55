namespace Weave.Storage;

/// <summary>A membership in a memory store, immutable.</summary>
/// <param name="Info">What the hub announced.</param>
/// <param name="Incarnation">The number of this membership: claims name it.</param>
/// <param name="LeaseEnd">Until when it holds.</param>
sealed record MemoryHub(HubInfo Info, long Incarnation, DateTimeOffset LeaseEnd)
{
    /// <summary>What each heartbeat gives it.</summary>
    public TimeSpan Lease { get; init; }

    public HubState State { get; init; }

    public HubLoad Load { get; init; }

    public bool Lives(DateTimeOffset now) => now < LeaseEnd;

    /// <summary>Whether it may be given runs.</summary>
    public bool Takes(DateTimeOffset now) => State == HubState.Active && Lives(now);

    public HubRecord Record(DateTimeOffset now) => new(Info, Incarnation, State, Load, Lives(now) ? LeaseEnd - now : TimeSpan.Zero);
}
