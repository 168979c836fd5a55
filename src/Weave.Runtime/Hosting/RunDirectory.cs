using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Weave.Codecs;
using Weave.Execution;
using Weave.Modules;
using Weave.State;
using Weave.Storage;

namespace Weave;

/// <summary>The runs as one hub sees them: those at work here, those that stopped here, and the store for all others.</summary>
sealed class RunDirectory(EngineServices engine, string hub, CancellationToken closing)
{
    /// <summary>Paces looks at the store. Real time, not the hub's: it bounds a cost and means nothing to a run.</summary>
    static readonly TimeSpan shortestPause = TimeSpan.FromMilliseconds(10);

    static readonly TimeSpan longestPause = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<string, Lazy<Task<ActiveRun?>>> active = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, RunEnd> stopped = new(StringComparer.Ordinal);
    readonly CodeChoice codes = new(engine);
    readonly Lock suspectsGate = new();
    Task suspects = Task.CompletedTask;

    IRunStore Store => engine.Store;

    /// <summary>Whether a run is on its way here: it is not claimed meanwhile, because a claim would fence it as it arrives.</summary>
    public Func<string, bool> IsArriving { get; set; } = static _ => false;

    /// <summary>The runs at work here.</summary>
    public IEnumerable<ActiveRun> Active =>
        active.Values.Where(static r => r.IsValueCreated && r.Value.IsCompletedSuccessfully).Select(static r => r.Value.Result).OfType<ActiveRun>();

    /// <summary>Claims under way, and those made.</summary>
    public Task Activations => Task.WhenAll(active.Values.Select(static r => (Task)r.Value));

    // ---- Claiming ----------------------------------------------------------------------------------------------------

    /// <summary>
    /// Claims every unfinished run that is not at work here. Runs whose last claim led to nothing are claimed one at a time, and after those whose last claim
    /// did: whatever kills this process, a run that was only beside it is not claimed, and so not blamed, again and again.
    /// </summary>
    public async Task ClaimAllAsync()
    {
        var claims = new List<Task<ActiveRun?>>();
        var suspected = new List<string>();
        try
        {
            await foreach (var record in Store.QueryAsync(new RunQuery { States = [RunState.Ready, RunState.Waiting] }, closing).ConfigureAwait(false))
            {
                if (record.Owner == hub || stopped.ContainsKey(record.Run))
                    continue;
                if (record.Attempts == 0)
                    claims.Add(Activate(record.Run));
                else
                    suspected.Add(record.Run);
            }
        }
        catch (CorruptStoreException e) when (e.Run is { } run)
        {
            stopped[run] = new RunEnd(null, e, RunActivity.Blocked);
        }

        if (suspected.Count > 0 && claims.Count > 0)
        {
            lock (suspectsGate)
                suspects = Task.WhenAll([suspects, .. claims.Select(SettledAsync)]);
        }

        foreach (var run in suspected)
            Begin(run, suspect: true);
        await Task.WhenAll(claims).ConfigureAwait(false);
    }

    /// <summary>Claims a run and sets it to work, once; what comes of it shows in its status and result.</summary>
    public void Begin(string run, bool suspect = false) => _ = Activate(run, suspect);

    /// <summary>Claims a run and sets it to work, once.</summary>
    Task<ActiveRun?> Activate(string run, bool suspect = false) =>
        active.GetOrAdd(run, id => new Lazy<Task<ActiveRun?>>(() => suspect ? ClaimInTurn(id) : ClaimAsync(id))).Value;

    Task<ActiveRun?> ClaimInTurn(string run)
    {
        lock (suspectsGate)
        {
            var claimed = After(suspects);
            suspects = SettledAsync(claimed);
            return claimed;
        }

        async Task<ActiveRun?> After(Task before)
        {
            await before.ConfigureAwait(false);
            return await ClaimAsync(run).ConfigureAwait(false);
        }
    }

    async Task SettledAsync(Task<ActiveRun?> claimed)
    {
        if (await claimed.ConfigureAwait(false) is not { } run)
            return;
        try
        {
            var patience = engine.Options.CheckpointInterval > longestPause ? engine.Options.CheckpointInterval : longestPause;
            await run.Settled.WaitAsync(patience, engine.Time, closing).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // It has lived for a while, or the hub closes: either way the next one has waited long enough.
        }
    }

    async Task<ActiveRun?> ClaimAsync(string id)
    {
        RunClaim? claim = null;
        var messages = 0;
        try
        {
            closing.ThrowIfCancellationRequested();
            claim = IsArriving(id) ? null : await Store.ClaimAsync(id, hub, engine.Options.Lease, CancellationToken.None).ConfigureAwait(false);
            if (claim is null)
            {
                active.TryRemove(id, out _);
                return null;
            }

            var stored = await engine.LoadAsync(id).ConfigureAwait(false);
            messages = stored.Inbox.Count;
            var run = new ActiveRun(engine, claim, stored, await codes.ForAsync(claim, stored).ConfigureAwait(false), Forget);
            if (closing.IsCancellationRequested)
                run.Stop();
            run.Signal();
            return run;
        }
        catch (OperationCanceledException)
        {
            active.TryRemove(id, out _);
            return null;
        }
        catch (Exception e)
        {
            stopped[id] = new RunEnd(null, e, e is CorruptStoreException or ModuleUnavailableException ? RunActivity.Blocked : RunActivity.Stopped) { Messages = messages };
            active.TryRemove(id, out _);
            if (claim is not null)
                await ReleaseAsync(claim).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>Waits for a claim of the run that is under way here. False if it is at work here.</summary>
    public async Task<bool> IsElsewhereAsync(string run)
    {
        while (active.TryGetValue(run, out var activation))
        {
            if (await activation.Value.ConfigureAwait(false) is { } found && !found.Ended.IsCompleted)
                return false;
            await Task.Yield();
        }

        return true;
    }

    /// <summary>The run that is at work here, or null.</summary>
    public ActiveRun? Find(string run) =>
        active.TryGetValue(run, out var activation) && activation.IsValueCreated && activation.Value is { IsCompletedSuccessfully: true, Result: { } found } ? found : null;

    /// <summary>Sets a run to work that another hub has handed over, made when there is room for it. False if it was claimed here meanwhile: then it goes on from its last commit.</summary>
    public async Task<bool> AdoptAsync(string id, Func<ActiveRun> make)
    {
        var entry = new Lazy<Task<ActiveRun?>>(() => Task.FromResult<ActiveRun?>(make()));
        while (!active.TryAdd(id, entry))
        {
            if (active.TryGetValue(id, out var other) && await other.Value.ConfigureAwait(false) is { } claimed && !claimed.Ended.IsCompleted)
                return false;
        }

        stopped.TryRemove(id, out _);
        var run = entry.Value.Result!;
        if (closing.IsCancellationRequested)
            run.Stop();
        run.Signal();
        _ = ReceiveAdoptedAsync(run);
        return true;
    }

    /// <summary>Looks at what has reached a run, if it is at work here.</summary>
    public async Task LookAsync(string id)
    {
        if (Find(id) is { } run)
            await ReceiveAsync(run).ConfigureAwait(false);
        else if (engine.StepsLeft.Runs.Contains(id))
            await ReceiveForStepAsync(id).ConfigureAwait(false);
    }

    /// <summary>Chooses the code that would go on with a run here.</summary>
    public Task<RunCode> CodeForAsync(RunClaim claim, StoredRun stored) => codes.ForAsync(claim, stored);

    /// <summary>A run that is about to be handed over to this hub.</summary>
    public ActiveRun Prepare(RunClaim claim, RunRecord record, RunCode code) => new(engine, claim, new StoredRun(record, [], [], []), code, Forget);

    /// <summary>What reached its inbox while it moved.</summary>
    async Task ReceiveAdoptedAsync(ActiveRun run)
    {
        try
        {
            await ReceiveAsync(run).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WeaveException or OperationCanceledException or ObjectDisposedException)
        {
            // Looked at again with the store's next news.
        }
    }

    void Forget(ActiveRun run, RunEnd end)
    {
        if (end.Record is null && end.Activity != RunActivity.Moved)
            stopped[run.Run] = end;
        active.TryRemove(run.Run, out _);
    }

    async Task ReleaseAsync(RunClaim claim)
    {
        try
        {
            await Store.ReleaseAsync(claim.Run, claim.Epoch).ConfigureAwait(false);
        }
        catch (WeaveException)
        {
            // The lease ends, or the next owner finds the run unowned.
        }
    }

    // ---- Watching ----------------------------------------------------------------------------------------------------

    /// <summary>Sees what other processes put into the store: messages to runs at work here, and runs to claim. Ends when the hub closes.</summary>
    public async Task WatchAsync()
    {
        long seen = 0;
        while (!closing.IsCancellationRequested)
        {
            try
            {
                seen = await Store.ChangedAsync(seen, closing).ConfigureAwait(false);
                var began = TimeProvider.System.GetTimestamp();
                foreach (var run in Active)
                    await ReceiveAsync(run).ConfigureAwait(false);
                foreach (var run in engine.StepsLeft.Runs)
                    await ReceiveForStepAsync(run).ConfigureAwait(false);
                foreach (var (run, end) in stopped)
                    await TryAgainAsync(run, end).ConfigureAwait(false);
                await ClaimAllAsync().ConfigureAwait(false);
                await PauseAsync(began).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (Exception)
            {
                // Each run meets the store's error on its own way; looking goes on, slowly.
                await PauseAsync(0).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Keeps the claims of runs at work here, if they need that. Ends when the hub closes.</summary>
    public async Task RenewAsync()
    {
        var lease = engine.Options.Lease;
        if (lease == Timeout.InfiniteTimeSpan)
            return;
        using var period = new PeriodicTimer(lease / 3, engine.Time);
        try
        {
            while (await period.WaitForNextTickAsync(closing).ConfigureAwait(false))
            {
                foreach (var run in Active)
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

    async Task ReceiveAsync(ActiveRun run)
    {
        foreach (var message in await Store.InboxAsync(run.Run, closing).ConfigureAwait(false))
        {
            if (message.Kind == MessageKind.Terminate)
                run.Terminate();
            else if (message.Kind == MessageKind.Cancel)
                run.Cancel();
            else
                run.Receive(message);
        }
    }

    /// <summary>Looks whether a run was cancelled that has left a step here.</summary>
    async Task ReceiveForStepAsync(string run)
    {
        if ((await Store.InboxAsync(run, closing).ConfigureAwait(false)).Any(static m => m.Kind == MessageKind.Cancel))
            engine.StepsLeft.Cancel(run);
    }

    /// <summary>A message to a run that is blocked here may say what to do with it.</summary>
    async Task TryAgainAsync(string run, RunEnd end)
    {
        if (end.Activity != RunActivity.Blocked || end.Error is CorruptStoreException)
            return;
        try
        {
            if ((await Store.InboxAsync(run, closing).ConfigureAwait(false)).Count > end.Messages && stopped.TryRemove(run, out _))
                Begin(run);
        }
        catch (Exception e) when (e is CorruptStoreException or RunNotFoundException)
        {
            // It stays blocked, and keeps nobody from looking after the others.
        }
    }

    /// <summary>Looking takes a tenth of the time at most.</summary>
    async Task PauseAsync(long began)
    {
        var pause = began == 0 ? longestPause : TimeProvider.System.GetElapsedTime(began) * 10;
        pause = pause < shortestPause ? shortestPause : pause > longestPause ? longestPause : pause;
        try
        {
            await Task.Delay(pause, TimeProvider.System, closing).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    // ---- For handles -------------------------------------------------------------------------------------------------

    public async ValueTask<RunStatus> StatusAsync(string id, CancellationToken cancel = default)
    {
        if (active.TryGetValue(id, out var activation) && activation.IsValueCreated && activation.Value is { IsCompletedSuccessfully: true, Result: { } run })
            return run.Status();
        var record = await Store.FindAsync(id, cancel).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
        return StatusOf(record);
    }

    public RunStatus StatusOf(RunRecord record)
    {
        var end = record.State.IsFinal() ? null : stopped.GetValueOrDefault(record.Run);
        return new RunStatus
        {
            Run = record.Run,
            Function = record.Function,
            State = record.State,
            Module = record.Module?.Hex,
            Activity = end?.Activity ?? RunActivity.None,
            Owner = record.Owner,
            Epoch = record.Epoch,
            Attempts = record.Attempts,
            LastError = end?.Error,
        };
    }

    public async Task<RunStatus> WhenEndedAsync(string id) => StatusOf(await EndAsync(id).ConfigureAwait(false));

    public async Task<TResult> ResultAsync<TResult>(string id)
    {
        var record = await EndAsync(id).ConfigureAwait(false);
        var outcome = engine.Seal.OpenOutcome(id, record.Outcome);
        return record.State switch
        {
            RunState.Completed => StateBytes.Decode<TResult>(outcome, engine.Symbols),
            RunState.Failed => throw Rethrown(ExceptionCodec.Decode(outcome)),
            RunState.Cancelled => throw new RunCancelledException(id, ExceptionCodec.Decode(outcome)),
            RunState.Terminated => throw new RunTerminatedException(id),
            _ => throw Quarantined(id, ExceptionCodec.Decode(outcome)),
        };
    }

    public async Task CancelAsync(string id, CancellationToken cancel)
    {
        if (await SendAsync(ActiveRun.CancelMessage(id), cancel).ConfigureAwait(false) is { } run)
            run.Cancel();
    }

    public async Task TerminateAsync(string id, CancellationToken cancel)
    {
        if (await SendAsync(ActiveRun.TerminateMessage(id), cancel).ConfigureAwait(false) is { } run)
            run.Terminate();
        else if (Store.Access == StoreAccess.Owner && stopped.TryRemove(id, out _))
            await Activate(id).ConfigureAwait(false); // it is blocked here: claimed again, it is dropped before it is loaded
    }

    public async Task ResumeAsync(string id, bool toNewCode, CancellationToken cancel)
    {
        var record = await Store.FindAsync(id, cancel).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
        if (record.State.IsResumable() || (toNewCode && !record.State.IsFinal()))
            await Store.AppendAsync(ResumeMessage(record, toNewCode), cancel).ConfigureAwait(false);
        else if (record.State.IsFinal())
            throw new WeaveException($"It is {record.State}: there is nothing to resume.", "Start it again under another id.", id);
        stopped.TryRemove(id, out _);
        if (Store.Access == StoreAccess.Owner)
            await Activate(id).ConfigureAwait(false);
    }

    /// <summary>The message that lets a run go on. Its id says that one claim is resumed once for each code.</summary>
    static InboxMessage ResumeMessage(RunRecord record, bool toNewCode) => toNewCode
        ? new(record.Run, $"resume/{record.Epoch}/new", MessageKind.Resume, null, CodeChoice.ToNewCode, default)
        : new(record.Run, $"resume/{record.Epoch}", MessageKind.Resume, null, "", default);

    /// <summary>Appends a message to a run that has not ended. The run, if it is at work here.</summary>
    async Task<ActiveRun?> SendAsync(InboxMessage message, CancellationToken cancel)
    {
        var record = await Store.FindAsync(message.Run, cancel).ConfigureAwait(false) ?? throw new RunNotFoundException(message.Run);
        if (record.State.IsFinal())
            return null;
        await Store.AppendAsync(message, cancel).ConfigureAwait(false);
        return active.TryGetValue(message.Run, out var activation) ? await activation.Value.ConfigureAwait(false) : null;
    }

    /// <summary>The final record of a run, when there is one; throws what made the run stop here without one.</summary>
    async Task<RunRecord> EndAsync(string id)
    {
        long seen = 0;
        while (true)
        {
            if (active.TryGetValue(id, out var activation) && await activation.Value.ConfigureAwait(false) is { } run)
            {
                var end = await run.Ended.ConfigureAwait(false);
                if (end.Activity != RunActivity.Moved)
                    return end.Record ?? throw Rethrown(end.Error!);
            }

            if (stopped.TryGetValue(id, out var stop))
                throw Rethrown(stop.Error!);
            try
            {
                var record = await Store.FindAsync(id, closing).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
                if (record.State.IsFinal())
                    return record;
                seen = await Store.ChangedAsync(seen, closing).ConfigureAwait(false);
                await PauseAsync(1).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (closing.IsCancellationRequested)
            {
                throw new HubClosedException(id);
            }
        }
    }

    static Exception Rethrown(Exception error)
    {
        ExceptionDispatchInfo.Throw(error);
        return error;
    }

    static RunQuarantinedException Quarantined(string run, Exception cause) => new(run, cause.Message, cause);
}
