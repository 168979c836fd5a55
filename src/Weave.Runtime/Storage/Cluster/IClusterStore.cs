namespace Weave.Storage;

/// <summary>
/// A store that several hubs own together. Time is the store's own, never a hub's: clocks that differ do no harm. A hub is a member under a lease; what it has claimed without an end of
/// its own (<see cref="Timeout.InfiniteTimeSpan"/>) is its own as long as its membership is.
/// </summary>
/// <remarks>A handle is at most one member. Every write of a run stays conditional on its epoch, so a hub that does not know yet that it was evicted cannot write over what its successor did.</remarks>
public interface IClusterStore : IRunStore
{
    /// <summary>
    /// Makes this handle a member under the hub's id, which ends an older membership of the same id and every claim under it. Runs that this handle had under an older membership of its own, and that nobody
    /// has claimed since, are released: the process lives, so they have not killed it, and their attempts are given back. Owners only.
    /// </summary>
    /// <param name="hub">What it announces of itself.</param>
    /// <param name="lease">How long the membership holds when nothing more is heard of it.</param>
    /// <param name="cancel">Gives up before the write.</param>
    ValueTask<HubRecord> JoinAsync(HubInfo hub, TimeSpan lease, CancellationToken cancel = default);

    /// <summary>
    /// Keeps the membership for another lease, publishes the load, and gives the members as <see cref="HubsAsync"/> does. Null when the membership is over: another hub may be running its runs by now, so this
    /// one must stop them at once. May block: whoever beats does so on a thread of its own, so that no busy pool of threads costs it the lease.
    /// </summary>
    ValueTask<Heartbeat?> HeartbeatAsync(HubLoad load, CancellationToken cancel = default);

    /// <summary>Ends the membership: what it still claims is free at once. Nothing happens when it is over.</summary>
    ValueTask LeaveAsync(CancellationToken cancel = default);

    /// <summary>The members, by id, and what the store knows of each. Members whose lease has ended are listed with no lease left until somebody else claims their runs; then they are evicted.</summary>
    ValueTask<IReadOnlyList<HubRecord>> HubsAsync(CancellationToken cancel = default);

    /// <summary>Asks a hub to move everything away and take nothing new; it reads that from its next heartbeat. False when it is no member. Any process.</summary>
    ValueTask<bool> DrainAsync(string hub, CancellationToken cancel = default);

    /// <summary>
    /// Claims runs for this member that are runnable, unowned (or owned by a membership that is over) and need nothing that <paramref name="query"/> does not offer; those that have waited longest first. No run is claimed by two hubs, and none
    /// waits for another's claim. Owners only.
    /// </summary>
    ValueTask<IReadOnlyList<RunClaim>> ClaimNextAsync(ClaimQuery query, CancellationToken cancel = default);

    /// <summary>Completes when something has happened since <paramref name="seen"/>, by any process: 0 to begin. May complete early, and with more than has happened; never with less.</summary>
    ValueTask<StoreNews> NewsAsync(long seen, CancellationToken cancel = default);
}
