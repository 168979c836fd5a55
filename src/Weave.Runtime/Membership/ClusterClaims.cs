using Weave.Execution;
using Weave.Storage;
using Weave.Telemetry;

namespace Weave.Cluster;

/// <summary>
/// The claims of a hub that shares its store: it is a member under a lease, takes runs by the share that placement gives it, and stops everything when the membership is over. Claims last as long as
/// the membership does, those of runs that only wait, too: thousands of them cost memory and nothing else.
/// </summary>
sealed class ClusterClaims : IClaiming, IMembership
{
    /// <summary>The lease of a membership when nothing else is said.</summary>
    public static readonly TimeSpan DefaultLease = TimeSpan.FromSeconds(10);

    /// <summary>Runs that are taken at once for each member: few, so that the next look at the others' load comes soon; more while there are many.</summary>
    const int SmallestBatch = 16;

    const int LargestBatch = 256;

    /// <summary>How long a run is left to the hub that started it, and to hubs that have less to do.</summary>
    static readonly TimeSpan courtesy = TimeSpan.FromMilliseconds(20);

    readonly RunDirectory directory;
    readonly EngineServices engine;
    readonly IClusterStore store;
    readonly HubInfo info;
    readonly CancellationToken closing;
    readonly IPlacement placement;
    readonly Member? member;
    readonly Pace pace;
    readonly RunWatches watches;
    readonly Hint runnable;
    readonly Hint suspected;
    readonly Completion<Unit> drained;
    int drains;
    int batch = SmallestBatch;
    int courtesies;
    int told;
    volatile bool pressed;
    volatile IReadOnlyList<HubRecord> seen = [];
    volatile bool unsure;

    public ClusterClaims(RunDirectory directory, EngineServices engine, IClusterStore store, HubInfo info, CancellationToken closing)
    {
        this.directory = directory;
        this.engine = engine;
        this.store = store;
        this.info = info;
        this.closing = closing;
        placement = engine.Options.Placement;
        pace = new Pace(engine.Machine);
        watches = new RunWatches(engine.Machine);
        runnable = new Hint(engine.Machine);
        suspected = new Hint(engine.Machine);
        drained = engine.Machine.NewCompletion<Unit>();
        var lease = engine.Options.Lease == Timeout.InfiniteTimeSpan ? DefaultLease : engine.Options.Lease;
        if (store.Access == StoreAccess.Owner)
            member = new Member(store, info, lease, engine.Time, engine.Machine, this);
    }

    public int Term => member?.Term ?? 0;

    public bool Holds => member?.Holds ?? true;

    public bool IsShared => true;

    public IReadOnlyList<HubRecord> Members => member?.Members ?? seen;

    /// <summary>Under pressure nothing new is taken.</summary>
    public bool IsPressed
    {
        get => pressed;
        set
        {
            pressed = value;
            if (!value)
                runnable.Give();
        }
    }

    public HubLoad Load => directory.Load with { Memory = Environment.WorkingSet };

    public bool Takes => member is not null && Holds && drains == 0 && !pressed && member.Record.State == HubState.Active && !closing.IsCancellationRequested;

    // ---- What a hub asks ----------------------------------------------------------------------------------------------

    public Task OpenAsync(CancellationToken cancel) => member?.OpenAsync(cancel) ?? SeeAsync(cancel);

    public Task WatchAsync() => member is null ? FollowAsync() : Task.WhenAll(FollowAsync(), TakeAsync(), TakeSuspectsAsync());

    public Task Drained => drained.Task;

    public async ValueTask<RunClaim?> ClaimAsync(string run, IReadOnlyList<string>? needs)
    {
        if (!Takes)
            return null;
        needs ??= (await store.FindAsync(run, CancellationToken.None).ConfigureAwait(false) ?? throw new RunNotFoundException(run)).Needs;
        if (Fitting.Missing(info.Offers, needs).Count > 0)
            return null;
        var term = Term;
        var claim = await store.ClaimAsync(run, info.Id, Timeout.InfiniteTimeSpan, CancellationToken.None).ConfigureAwait(false);
        return claim is null || await IsOfThisTermAsync(term, [claim]).ConfigureAwait(false) ? claim : null;
    }

    public bool GoesOn(string run, RunEnd end)
    {
        watches.Tell(run);
        if (end.Activity is RunActivity.Fenced or RunActivity.Moved or RunActivity.None)
            return true;
        if (end.Error is not (StoreUnavailableException or StoreWriteException) || closing.IsCancellationRequested)
            return false;

        // Whether the store has taken the run back is not known: as long as this hub is a member nobody else may.
        _ = ClaimAgainAsync(run);
        return true;
    }

    public string? WaitsFor(RunRecord record) => record.Owner is null && !record.State.IsFinal() ? Fitting.WaitsFor(record.Needs, Members) : null;

    public IRunWatch Watch(string run) => watches.Add(run);

    public async Task DrainAsync(CancellationToken cancel)
    {
        if (member is null)
            return;
        if (Interlocked.Exchange(ref drains, 1) == 0)
            _ = GiveAwayAsync();
        await Drained.WaitAsync(cancel).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => member is null ? ValueTask.CompletedTask : new(member.CloseAsync());

    // ---- What the membership says -------------------------------------------------------------------------------------

    public void Joined()
    {
        Tell(HubEventKind.Joined, $"is a member, incarnation {member!.Record.Incarnation}");
        runnable.Give();
    }

    public void AtRisk()
    {
        Tell(HubEventKind.AtRisk, "has had no answer of the store for two thirds of its lease: its strands are saved");
        directory.SaveAll();
    }

    public void Lost(string reason)
    {
        directory.FenceAll();
        WeaveTelemetry.LeasesLost.Tell(1);
        Tell(HubEventKind.Lost, $"is no member any more, and has stopped its runs: {reason}");
    }

    public void Looked(IReadOnlyList<HubRecord> before, IReadOnlyList<HubRecord> now)
    {
        foreach (var gone in before.Where(b => b.Hub.Id != info.Id && !now.Any(n => n.Hub.Id == b.Hub.Id)))
        {
            Tell(HubEventKind.PeerGone, "has left, or was not heard of for as long as its lease holds", gone.Hub.Id);
            runnable.Give();
        }

        foreach (var come in now.Where(n => n.Hub.Id != info.Id && !before.Any(b => b.Hub.Id == n.Hub.Id)))
            Tell(HubEventKind.PeerJoined, "is a member", come.Hub.Id);
        var own = now.FirstOrDefault(n => n.Hub.Id == info.Id);
        if (own?.State == HubState.Draining && Interlocked.Exchange(ref drains, 1) == 0)
            _ = GiveAwayAsync();
        else if (own?.State == HubState.Active && Volatile.Read(ref drains) != 0)
            _ = TellOfDrainAsync(); // its membership was over meanwhile, or the store did not hear of it
    }

    /// <summary>Once for a hub: it takes nothing from here on.</summary>
    async Task GiveAwayAsync()
    {
        Tell(HubEventKind.Draining, "takes nothing more and gives away what it has");
        await TellOfDrainAsync().ConfigureAwait(false);
        await directory.GiveAwayAllAsync().ConfigureAwait(false);
        member!.BeatSoon();
        Tell(HubEventKind.Drained, "has no runs left");
        drained.TrySet(default);
    }

    /// <summary>Has the store say that this hub drains: who places runs leaves it out.</summary>
    async Task TellOfDrainAsync()
    {
        try
        {
            await store.DrainAsync(info.Id, closing).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WeaveException or OperationCanceledException or ObjectDisposedException)
        {
            // The next look at the members tells it again.
        }
    }

    // ---- Taking -------------------------------------------------------------------------------------------------------

    async Task TakeAsync()
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                await runnable.TakeAsync(Pace.Longest, engine.Machine.Clock, closing).ConfigureAwait(false);
                while (Takes && await TakeBatchAsync().ConfigureAwait(false))
                {
                    // There may be more.
                }

                suspected.Give();
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (Exception)
            {
                // The store does not answer; the membership has its own eyes on that.
                await pace.AfterAsync(0, closing).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes this hub's share of what is there. True if there may be more.</summary>
    async Task<bool> TakeBatchAsync()
    {
        var most = await ShareAsync().ConfigureAwait(false);
        if (most == 0)
        {
            // Others have less to do: they come first. What they leave, because it does not fit them, is taken after all.
            await pace.WaitAsync(courtesy, closing).ConfigureAwait(false);
            most = await ShareAsync().ConfigureAwait(false);
            if (most == 0)
                most = Math.Min(SmallestBatch, 1 << Math.Min(courtesies++, 8));
        }
        else
        {
            courtesies = 0;
        }

        var taken = await ClaimAsync(most, suspects: false).ConfigureAwait(false);
        batch = taken.Count == most && most >= batch ? Math.Min(batch * 2, LargestBatch) : SmallestBatch;
        return taken.Count == most;
    }

    /// <summary>How many runs are this hub's to take now: none while another has less to do.</summary>
    async Task<int> ShareAsync()
    {
        var hubs = (await member!.LookAsync(closing).ConfigureAwait(false)).Select(h => h.Hub.Id == info.Id ? h with { Load = directory.Load } : h).ToArray();
        var others = hubs.Count(h => h.Hub.Id != info.Id && Fitting.Takes(h));
        if (others == 0)
            return LargestBatch;
        return placement.Choose(hubs, [])?.Hub.Id == info.Id ? Fitting.Share(placement, hubs, info.Id, batch * (others + 1)) : 0;
    }

    async Task TakeSuspectsAsync()
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                await suspected.TakeAsync(Pace.Longest, engine.Machine.Clock, closing).ConfigureAwait(false);
                while (Takes && await ClaimAsync(1, suspects: true).ConfigureAwait(false) is [var suspect])
                    await Suspects.TriedAsync(suspect, engine, closing).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (Exception)
            {
                await pace.AfterAsync(0, closing).ConfigureAwait(false);
            }
        }
    }

    async Task<IReadOnlyList<Activation>> ClaimAsync(int most, bool suspects)
    {
        if (unsure)
            await TakeOwnAsync().ConfigureAwait(false);
        var term = Term;
        IReadOnlyList<RunClaim> claims;
        try
        {
            claims = await store.ClaimNextAsync(new ClaimQuery(info.Offers, most) { Suspects = suspects, Except = directory.Blocked }, closing).ConfigureAwait(false);
        }
        catch
        {
            unsure = true;
            throw;
        }

        if (claims.Count == 0 || !await IsOfThisTermAsync(term, claims).ConfigureAwait(false))
            return [];
        Tell(HubEventKind.Claimed, claims.Count == 1 ? $"took run '{claims[0].Run}'" : $"took {claims.Count} runs");
        var taken = await Task.WhenAll(claims.Select(c => directory.AdoptAsync(c, term))).ConfigureAwait(false);
        member!.BeatSoon();
        return taken;
    }

    /// <summary>False if the membership was lost meanwhile: what was claimed may be of one that this hub has not heard of yet, and is given back, because nothing is run without one.</summary>
    async Task<bool> IsOfThisTermAsync(int term, IReadOnlyList<RunClaim> claims)
    {
        if (Holds && term == Term)
            return true;
        await Task.WhenAll(claims.Select(engine.GiveBackAsync)).ConfigureAwait(false);
        return false;
    }

    /// <summary>The answer to a claim was lost: runs may be this hub's without its knowing, and nobody else will take them.</summary>
    async Task TakeOwnAsync()
    {
        unsure = false; // before it looks: the other loop may lose an answer meanwhile
        try
        {
            await foreach (var record in store.QueryAsync(new RunQuery { States = [RunState.Ready, RunState.Waiting] }, closing).ConfigureAwait(false))
            {
                if (record.Owner == info.Id && !directory.HasStopped(record.Run))
                    directory.Begin(record.Run, record.Needs);
            }
        }
        catch
        {
            unsure = true;
            throw;
        }
    }

    async Task ClaimAgainAsync(string run)
    {
        await pace.AfterAsync(0, closing).ConfigureAwait(false);
        if (!closing.IsCancellationRequested)
            directory.Begin(run);
    }

    // ---- News ---------------------------------------------------------------------------------------------------------

    /// <summary>Hears what other processes put into the store: each message reaches the run it is for.</summary>
    async Task FollowAsync()
    {
        long version = 0;
        while (!closing.IsCancellationRequested)
        {
            try
            {
                var news = await store.NewsAsync(version, closing).ConfigureAwait(false);
                version = news.Version;
                if (news.Hubs && member is null)
                    await SeeAsync(closing).ConfigureAwait(false);
                else if (news.Hubs)
                    member!.LookSoon();
                if (news.Runs is { } runs)
                {
                    foreach (var run in news.Received)
                        await directory.ReceiveAsync(run).ConfigureAwait(false);
                    foreach (var run in runs)
                        watches.Tell(run);
                }
                else
                {
                    await directory.ReceiveAllAsync().ConfigureAwait(false);
                    watches.TellAll();
                }

                if (news.Runnable && Interlocked.Exchange(ref told, 1) == 0)
                    _ = SoonRunnableAsync();
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (Exception)
            {
                // Each run meets the store's error on its own way; what was missed meanwhile is looked for then.
                version = 0;
                await pace.AfterAsync(0, closing).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What a client sees of the members.</summary>
    async Task SeeAsync(CancellationToken cancel) => seen = await store.HubsAsync(cancel).ConfigureAwait(false);

    /// <summary>A run that was just started is left to the hub that started it, for a moment.</summary>
    async Task SoonRunnableAsync()
    {
        await pace.WaitAsync(courtesy, closing).ConfigureAwait(false);
        Volatile.Write(ref told, 0);
        runnable.Give();
    }

    void Tell(HubEventKind kind, string text, string? hub = null)
    {
        if (engine.Options.OnHubEvent is { } observer)
            engine.Observe(() => observer(new HubEvent(kind, hub ?? info.Id, text)));
    }
}
