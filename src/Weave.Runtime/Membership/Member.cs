using Weave.Execution;
using Weave.Storage;

namespace Weave.Cluster;

/// <summary>
/// A hub's membership in a cluster. Until when it may run is measured by its own monotonic clock from before each request was sent, so it ends here before it ends in the store. Two threads of
/// their own keep it, so that no load starves it: one talks to the store, the other looks at the clock and waits for nobody.
/// </summary>
sealed class Member
{
    /// <summary>Heartbeats in a lease: two may be lost.</summary>
    const int Beats = 3;

    static readonly TimeSpan shortestPause = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan longestPause = TimeSpan.FromSeconds(1);

    readonly IClusterStore store;
    readonly HubInfo info;
    readonly TimeSpan lease;
    readonly TimeProvider time;
    readonly Machine machine;
    readonly IMembership owner;
    readonly Lock gate = new();
    readonly CancellationTokenSource closing = new();
    volatile IReadOnlyList<HubRecord> members = [];
    volatile HubRecord record = null!;
    long looked;
    long sent;
    long until;
    Completion<Unit> hint;
    Completion<Unit> change;
    int term;
    bool joined;
    bool isAtRisk;
    bool beatSoon;
    bool lookSoon;
    volatile bool closed;

    /// <param name="store">The store.</param>
    /// <param name="info">What the hub announces.</param>
    /// <param name="lease">How long the membership holds without a word.</param>
    /// <param name="time">The clock it is measured by.</param>
    /// <param name="machine">Where the threads come from.</param>
    /// <param name="owner">Who has to act.</param>
    public Member(IClusterStore store, HubInfo info, TimeSpan lease, TimeProvider time, Machine machine, IMembership owner)
    {
        this.machine = machine;
        hint = machine.NewCompletion<Unit>();
        change = machine.NewCompletion<Unit>();
        this.store = store;
        this.info = info;
        this.lease = lease;
        this.time = time;
        this.owner = owner;
    }

    /// <summary>What the store last said of this hub.</summary>
    public HubRecord Record => record;

    /// <summary>The members as they were last seen, this hub among them, and whose lease had ended by then not.</summary>
    public IReadOnlyList<HubRecord> Members => members;

    /// <summary>Raised when a membership is over: what was claimed under an older one is worth nothing.</summary>
    public int Term => Volatile.Read(ref term);

    /// <summary>Whether this hub may run what it has claimed, by its own clock.</summary>
    public bool Holds => time.GetTimestamp() < Volatile.Read(ref until);

    /// <summary>Joins, and keeps the membership from then on.</summary>
    public async Task OpenAsync(CancellationToken cancel)
    {
        var at = time.GetTimestamp();
        Begin(await store.JoinAsync(info, lease, cancel).ConfigureAwait(false), at);
        Look(await store.HubsAsync(cancel).ConfigureAwait(false), at);
        machine.RunApart($"weave {info.Id} membership", BeatAsync);
        machine.RunApart($"weave {info.Id} clock", GuardAsync);
    }

    /// <summary>Has the store told of the load soon.</summary>
    public void BeatSoon()
    {
        lock (gate)
        {
            beatSoon = true;
            hint.TrySet(default);
        }
    }

    /// <summary>Looks at the members soon.</summary>
    public void LookSoon()
    {
        lock (gate)
        {
            lookSoon = true;
            hint.TrySet(default);
        }
    }

    /// <summary>Looks at the members now.</summary>
    public async Task<IReadOnlyList<HubRecord>> LookAsync(CancellationToken cancel)
    {
        var at = time.GetTimestamp();
        return Look(await store.HubsAsync(cancel).ConfigureAwait(false), at);
    }

    /// <summary>Ends the membership in the store; waits for that no longer than a lease.</summary>
    public async Task CloseAsync()
    {
        lock (gate)
        {
            closed = true;
            hint.TrySet(default);
            change.TrySet(default);
        }

        try
        {
            await machine.Run(CancelAsync).ConfigureAwait(false);
            await store.LeaveAsync().AsTask().WaitAsync(lease, machine.Clock).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Then the lease ends by itself.
        }
    }

    // ---- The thread that talks to the store ---------------------------------------------------------------------------

    async Task BeatAsync()
    {
        var failures = 0;
        while (!closed)
        {
            try
            {
                if (IsDue())
                    await RenewAsync().ConfigureAwait(true);
                else
                    await LookAgainAsync().ConfigureAwait(true);
                failures = 0;
                await WaitAsync(Next()).ConfigureAwait(true);
            }
            catch (Exception)
            {
                // The guard counts: until the store answers there is nothing but to ask again.
                var pause = shortestPause * (1 << Math.Min(failures++, 10));
                var most = lease / (2 * Beats) < longestPause ? lease / (2 * Beats) : longestPause;
                await machine.PauseAsync(pause < most ? pause : most, time).ConfigureAwait(true);
            }
        }
    }

    bool IsDue()
    {
        lock (gate)
            return !joined || beatSoon || time.GetElapsedTime(sent) >= lease / Beats;
    }

    async Task RenewAsync()
    {
        var at = time.GetTimestamp();
        bool isMember;
        lock (gate)
        {
            isMember = joined;
            beatSoon = false;
        }

        if (isMember)
        {
            if (await AskAsync(store.HeartbeatAsync(owner.Load, closing.Token)).ConfigureAwait(true) is { } answer)
            {
                Extend(answer.Hub, at);
                Look(answer.Members, at);
            }
            else
            {
                Lose("the store has ended it");
            }
        }
        else
        {
            await LookAgainAsync().ConfigureAwait(true);
            if (IsTaken)
                return;
            at = time.GetTimestamp();
            Begin(await AskAsync(store.JoinAsync(info, lease, closing.Token)).ConfigureAwait(true), at);
        }
    }

    /// <summary>Between two heartbeats. The next one does not wait for it: it brings the same news.</summary>
    async Task LookAgainAsync()
    {
        var at = time.GetTimestamp();
        Look(await machine.WaitAsync(store.HubsAsync(closing.Token).AsTask(), lease / Beats, time, closing.Token).ConfigureAwait(true), at);
    }

    /// <summary>Whether another process is a member under this hub's id. It is left alone until it goes: two that evict each other in turn would run nothing.</summary>
    bool IsTaken => members.Any(h => h.Hub.Id == info.Id && h.Incarnation > record.Incarnation && h.LeaseLeft > TimeSpan.Zero);

    /// <summary>An answer that does not come within a lease is none, whatever the store makes of being cancelled.</summary>
    Task<T> AskAsync<T>(ValueTask<T> question) => machine.WaitAsync(question.AsTask(), lease, time, closing.Token);

    /// <summary>How long there is nothing to do: until the next heartbeat, or until another member's lease ends.</summary>
    TimeSpan Next()
    {
        lock (gate)
        {
            if (!joined)
                return lease / Beats;
            var beat = (lease / Beats) - time.GetElapsedTime(sent);
            var since = time.GetElapsedTime(looked);
            foreach (var other in members)
            {
                if (other.Hub.Id != info.Id && other.LeaseLeft - since < beat)
                    beat = other.LeaseLeft - since;
            }

            return beat < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : beat;
        }
    }

    /// <summary>A hint that comes again and again is followed so often and no oftener.</summary>
    async Task WaitAsync(TimeSpan pause)
    {
        Task hinted;
        lock (gate)
        {
            if (!beatSoon && !lookSoon)
                hint = machine.NewCompletion<Unit>();
            lookSoon = false;
            hinted = hint.Task;
        }

        await machine.PauseAsync(shortestPause, time).ConfigureAwait(true);
        if (pause > shortestPause)
            await Task.WhenAny(machine.PauseAsync(pause - shortestPause, time), hinted).ConfigureAwait(true);
    }

    // ---- The thread that looks at the clock ---------------------------------------------------------------------------

    async Task GuardAsync()
    {
        while (!closed)
        {
            bool isOver;
            bool isInDanger;
            TimeSpan left;
            Task changed;
            lock (gate)
            {
                left = joined ? time.GetElapsedTime(time.GetTimestamp(), until) : lease;
                isOver = joined && left <= TimeSpan.Zero;
                isInDanger = joined && !isOver && !isAtRisk && left <= lease / Beats;
                isAtRisk |= isInDanger;
                change = machine.NewCompletion<Unit>();
                changed = change.Task;
            }

            if (isOver)
                Lose("the store has not answered for as long as the lease holds");
            else if (isInDanger)
                owner.AtRisk();
            else if (!closed)
                await Task.WhenAny(machine.PauseAsync(!joined || isAtRisk ? left : left - (lease / Beats), time), changed).ConfigureAwait(true);
        }
    }

    // ---- What both do -------------------------------------------------------------------------------------------------

    void Begin(HubRecord answer, long at)
    {
        lock (gate)
        {
            joined = true;
            Extended(answer, at);
        }

        owner.Joined();
    }

    void Extend(HubRecord answer, long at)
    {
        lock (gate)
        {
            // An answer that came too late renews nothing: the runs have been stopped.
            if (joined && time.GetTimestamp() < until)
                Extended(answer, at);
        }
    }

    void Extended(HubRecord answer, long at)
    {
        record = answer;
        sent = at;
        isAtRisk = false;
        Volatile.Write(ref until, at + (long)(lease.TotalSeconds * time.TimestampFrequency));
        change.TrySet(default);
    }

    void Lose(string reason)
    {
        lock (gate)
        {
            if (!joined)
                return;
            joined = false;
            lookSoon = true;
            Volatile.Write(ref until, long.MinValue);
            Interlocked.Increment(ref term);
            hint.TrySet(default);
            change.TrySet(default);
        }

        owner.Lost(reason);
    }

    IReadOnlyList<HubRecord> Look(IReadOnlyList<HubRecord> answer, long at)
    {
        IReadOnlyList<HubRecord> before;
        HubRecord[] now = [.. answer.Where(static h => h.LeaseLeft > TimeSpan.Zero)];
        lock (gate)
        {
            before = members;
            members = now;
            looked = at;
        }

        owner.Looked(before, now);
        return now;
    }

    Task CancelAsync()
    {
        closing.Cancel();
        return Task.CompletedTask;
    }
}
