namespace Weave.Storage;

/// <summary>One hub's handle on a <see cref="MemoryStorage"/> that several hubs own: a cluster in one process, for tests and simulations. Time is the storage's own.</summary>
public sealed class MemoryClusterStore : MemoryRunStore, IClusterStore
{
    readonly MemoryStorage storage;
    volatile MemoryHub? member; // as it joined: the root has what became of it since

    /// <summary>Opens storage that other handles of this kind may have open too. Throws <see cref="StoreInUseException"/> when somebody owns it alone.</summary>
    public MemoryClusterStore(MemoryStorage storage, StoreAccess access = StoreAccess.Owner)
        : this(storage, access, null)
    {
    }

    internal MemoryClusterStore(MemoryStorage storage, StoreAccess access, ICrashPoints? crashPoints)
        : base(storage, access, crashPoints) =>
        this.storage = storage;

    internal override bool IsShared => true;

    /// <inheritdoc/>
    public ValueTask<HubRecord> JoinAsync(HubInfo hub, TimeSpan lease, CancellationToken cancel = default)
    {
        StoreRules.Check(hub);
        OwnersOnly();
        cancel.ThrowIfCancellationRequested();
        return Write(root =>
        {
            var now = Now;
            var next = Current(root) is { } left ? root.Without(left) : root;
            next = member is { } before ? next.GivenBack(before) : next;
            next = next.Hubs.GetValueOrDefault(hub.Id) is { } older ? next.Without(older) : next;
            var joined = new MemoryHub(hub with { Offers = [.. hub.Offers] }, next.Incarnations + 1, StoreRules.LeaseEnd(now, lease)) { Lease = lease };
            member = joined;
            return (next with { Hubs = next.Hubs.Add(hub.Id, joined), Incarnations = joined.Incarnation }, joined.Record(now));
        });
    }

    /// <inheritdoc/>
    public ValueTask<Heartbeat?> HeartbeatAsync(HubLoad load, CancellationToken cancel = default)
    {
        OwnersOnly();
        cancel.ThrowIfCancellationRequested();
        return Write<Heartbeat?>(root =>
        {
            if (Current(root) is not { } hub)
                return (root, null);
            var now = Now;
            var kept = hub with { Load = load, LeaseEnd = StoreRules.LeaseEnd(now, hub.Lease) };
            var next = root with { Hubs = root.Hubs.SetItem(hub.Info.Id, kept) };
            return (next, new Heartbeat(kept.Record(now), next.HubRecords(now)));
        });
    }

    /// <inheritdoc/>
    public ValueTask LeaveAsync(CancellationToken cancel = default)
    {
        OwnersOnly();
        cancel.ThrowIfCancellationRequested();
        return Done(Write(root => (Current(root) is { } hub ? root.Without(hub) : root, true)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<HubRecord>> HubsAsync(CancellationToken cancel = default) =>
        Ask(root => root.HubRecords(Now), cancel);

    /// <inheritdoc/>
    public ValueTask<bool> DrainAsync(string hub, CancellationToken cancel = default)
    {
        StoreRules.CheckName(hub, "hub id");
        cancel.ThrowIfCancellationRequested();
        return Write(root => root.Hubs.GetValueOrDefault(hub) is { } found
            ? (root with { Hubs = root.Hubs.SetItem(hub, found with { State = HubState.Draining }) }, true)
            : (root, false));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunClaim>> ClaimNextAsync(ClaimQuery query, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        OwnersOnly();
        cancel.ThrowIfCancellationRequested();
        return Write<IReadOnlyList<RunClaim>>(root =>
        {
            var now = Now;
            if (Current(root) is not { } hub || !hub.Takes(now))
                return (root, []);
            var next = root.Evicted(now);
            var claims = new List<RunClaim>();
            foreach (var run in next.Runs.Values.Where(r => IsWanted(r, query, now)).OrderBy(static r => r.Record.Updated).Take(query.Most))
            {
                (next, var claim) = Claimed(next, run.Claimed(hub.Info.Id, hub.Incarnation, DateTimeOffset.MaxValue, now), now);
                claims.Add(claim!);
            }

            return (next, claims);
        });
    }

    /// <inheritdoc/>
    public async ValueTask<StoreNews> NewsAsync(long seen, CancellationToken cancel = default)
    {
        for (long change = 0; ;)
        {
            change = await Changes.WaitAsync(change, cancel).ConfigureAwait(false);
            if (storage.NewsSince(seen) is { } news)
                return news;
        }
    }

    /// <summary>A claim for this handle's own hub is one of its membership, which must hold; one for another name stands by itself.</summary>
    private protected override (MemoryRoot Next, RunClaim? Claim) Claim(MemoryRoot root, string run, string hub, TimeSpan lease)
    {
        var now = Now;
        var end = StoreRules.LeaseEnd(now, lease);
        var isOwn = member?.Info.Id == hub;
        var joined = isOwn ? Current(root) : null;
        if (isOwn && joined?.Lives(now) != true)
            return (root, null);
        var next = root.Evicted(now);
        var found = next.Run(run);
        return found.CanBeClaimed(hub, now) ? Claimed(next, found.Claimed(hub, joined?.Incarnation ?? 0, end, now), now) : (next, null);
    }

    /// <summary>This handle's membership as it is now; null when it is over.</summary>
    MemoryHub? Current(MemoryRoot root) => member is { } joined && root.Hubs.GetValueOrDefault(joined.Info.Id) is { } found && found.Incarnation == joined.Incarnation ? found : null;

    static bool IsWanted(MemoryRun run, ClaimQuery query, DateTimeOffset now) =>
        (run.Record.Owner is null || run.LeaseEnd <= now)
        && !run.Record.State.IsFinal()
        && run.Record.Attempts > 0 == query.Suspects
        && !query.Except.Contains(run.Record.Run)
        && StoreRules.Fits(run.Record.Needs, query.Offers);
}
