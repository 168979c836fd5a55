using Weave.Execution;
using Weave.Storage;

namespace Weave.Cluster;

/// <summary>The claims of a hub that has its store to itself: every unfinished run is its own.</summary>
/// <param name="directory">The runs.</param>
/// <param name="engine">What they share.</param>
/// <param name="hub">The hub's id.</param>
/// <param name="closing">The hub closes.</param>
sealed class EmbeddedClaims(RunDirectory directory, EngineServices engine, string hub, CancellationToken closing) : IClaiming
{
    readonly Pace pace = new(engine.Machine);
    readonly Lock gate = new();
    Task suspects = Task.CompletedTask;
    readonly Completion<Unit> given = engine.Machine.NewCompletion<Unit>();
    volatile bool drained;

    public int Term => 0;

    public bool Holds => true;

    public bool Takes => !drained;

    public bool IsShared => false;

    /// <summary>A hub that is alone takes what there is: nobody else would.</summary>
    public bool IsPressed
    {
        set
        {
        }
    }

    public IReadOnlyList<HubRecord> Members => [];

    IRunStore Store => engine.Store;

    public Task OpenAsync(CancellationToken cancel) => Store.Access == StoreAccess.Owner ? ClaimAllAsync() : Task.CompletedTask;

    public Task WatchAsync() => Store.Access == StoreAccess.Owner ? Task.WhenAll(LookAsync(), RenewAsync()) : Task.CompletedTask;

    public async ValueTask<RunClaim?> ClaimAsync(string run, IReadOnlyList<string>? needs) => drained ? null : await Store.ClaimAsync(run, hub, engine.Options.Lease, CancellationToken.None).ConfigureAwait(false);

    public bool GoesOn(string run, RunEnd end) => false;

    public string? WaitsFor(RunRecord record) => null;

    public IRunWatch Watch(string run) => new StoreWatch(Store, pace);

    public Task Drained => given.Task;

    public async Task DrainAsync(CancellationToken cancel)
    {
        drained = true;
        await directory.GiveAwayAllAsync().WaitAsync(cancel).ConfigureAwait(false);
        given.TrySet(default);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>
    /// Claims every unfinished run that is not at work here. Runs whose last claim led to nothing are claimed one at a time, and after those whose last claim
    /// did: whatever kills this process, a run that was only beside it is not claimed, and so not blamed, again and again.
    /// </summary>
    async Task ClaimAllAsync()
    {
        var claims = new List<Activation>();
        var suspected = new List<string>();
        try
        {
            await foreach (var record in Store.QueryAsync(new RunQuery { States = [RunState.Ready, RunState.Waiting] }, closing).ConfigureAwait(false))
            {
                if (record.Owner == hub || directory.HasStopped(record.Run))
                    continue;
                if (record.Attempts == 0)
                    claims.Add(directory.Begin(record.Run));
                else
                    suspected.Add(record.Run);
            }
        }
        catch (CorruptStoreException e) when (e.Run is { } run)
        {
            directory.Block(run, e);
        }

        lock (gate)
        {
            if (suspected.Count > 0 && claims.Count > 0)
                suspects = Task.WhenAll([suspects, .. claims.Select(TriedAsync)]);
            foreach (var run in suspected)
            {
                var suspect = directory.Begin(run, suspects, out var isNew);
                suspects = isNew ? TriedAsync(suspect) : suspects;
            }
        }

        await Task.WhenAll(claims.Select(static c => c.Filled)).ConfigureAwait(false);
    }

    Task TriedAsync(Activation activation) => Suspects.TriedAsync(activation, engine, closing);

    /// <summary>Sees what other processes put into the store: messages to runs at work here, and runs to claim.</summary>
    async Task LookAsync()
    {
        long seen = 0;
        while (!closing.IsCancellationRequested)
        {
            try
            {
                seen = await Store.ChangedAsync(seen, closing).ConfigureAwait(false);
                var began = pace.Now;
                await directory.ReceiveAllAsync().ConfigureAwait(false);
                if (!drained)
                    await ClaimAllAsync().ConfigureAwait(false);
                await pace.AfterAsync(began, closing).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (Exception)
            {
                // Each run meets the store's error on its own way; looking goes on, slowly.
                await pace.AfterAsync(0, closing).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Keeps the claims of runs at work here, if they need that.</summary>
    async Task RenewAsync()
    {
        var lease = engine.Options.Lease;
        if (lease == Timeout.InfiniteTimeSpan)
            return;
        using var period = new PeriodicTimer(lease / 3, engine.Time);
        try
        {
            while (await period.WaitForNextTickAsync(closing).ConfigureAwait(false))
            {
                foreach (var run in directory.Active)
                {
                    if (!await Store.RenewAsync(run.Run, run.Epoch, lease, closing).ConfigureAwait(false))
                        run.Fence();
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or WeaveException)
        {
            // Without the store no claim can be kept; commits will say so.
        }
    }
}
