using System.Diagnostics;
using System.Runtime.CompilerServices;
using Weave.Checkpoints;
using Weave.Cluster;
using Weave.Evolution;
using Weave.Execution;
using Weave.Modules;
using Weave.Sealing;
using Weave.State;
using Weave.Storage;
using Weave.Telemetry;

namespace Weave;

/// <summary>
/// A process that runs fragments, with a store for what must survive it. Opening a hub goes on with every run that is unfinished in the store; closing it
/// commits them and lets them go.
/// </summary>
public sealed class Hub : IAsyncDisposable
{
    readonly IRunStore store;
    readonly bool ownsStore;
    readonly HubOptions options;
    readonly EngineServices engine;
    readonly RunDirectory directory;
    readonly Observers observers = new();
    readonly CancellationTokenSource closing = new();
    Task background = Task.CompletedTask;
    int closed;

    Hub(IRunStore store, bool ownsStore, HubOptions options)
    {
        var seal = new StoreSeal(options.Keys);
        var cluster = store as IClusterStore;
        this.store = store = options.Keys is null ? store : new SealedStore(store, seal);
        this.ownsStore = ownsStore;
        this.options = options;
        Id = options.HubId ?? "hub-" + options.NewId();
        engine = new EngineServices(store, seal, options, options.Machine.CreateWorkers(store.Access == StoreAccess.Owner ? options.Workers : 0, Id, options.TimeProvider), observers.Post) { Hub = Id };
        directory = new RunDirectory(engine, store.Access == StoreAccess.Owner ? CapabilityProbe.Announce(Id, options) : new HubInfo(Id, ""), cluster, closing.Token);
    }

    /// <summary>Names this hub in claims.</summary>
    public string Id { get; }

    /// <summary>
    /// Asks whoever runs a run to move it to another hub, and waits for what comes of it: null when that hub has it, else why it has not moved. Works from any hub and any client, by a message; the run goes on all the while.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="toHub">The hub that shall have it.</param>
    /// <param name="cancel">Ends the wait; it may be moved all the same.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="MoveFailedException">The hub that has it failed at moving it.</exception>
    public Task<string?> MoveAsync(string run, string toHub, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(run);
        ArgumentException.ThrowIfNullOrEmpty(toHub);
        ThrowIfClosed();
        return directory.AskToMoveAsync(run, toHub, "move/" + options.NewId(), cancel);
    }

    /// <summary>
    /// Asks whoever runs a run to move its inner frames to another hub: those from the outermost call on whose callee reaches nothing that can change and that its caller reaches too. They become a run of their own,
    /// <see cref="InnerMove.Inner"/>; the caller's frames stay and get its result or its exception. Where no call is such, the whole run moves, and <see cref="InnerMove.Reason"/> says why.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="toHub">The hub that shall have them.</param>
    /// <param name="cancel">Ends the wait; they may be moved all the same.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public Task<InnerMove> MoveInnerAsync(string run, string toHub, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(run);
        ArgumentException.ThrowIfNullOrEmpty(toHub);
        ThrowIfClosed();
        return directory.AskToMoveInnerAsync(run, toHub, RunDirectory.InnerRequest + options.NewId(), cancel);
    }

    /// <summary>The runs as this hub sees them.</summary>
    internal RunDirectory Runs => directory;

    /// <summary>True once it takes no more runs.</summary>
    internal bool IsClosing => closing.IsCancellationRequested;

    /// <summary>What its runs share.</summary>
    internal EngineServices Engine => engine;

    /// <summary>Opens a hub on a store file, which is created if it is not there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to work; null for the defaults.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StoreInUseException">Another process owns the file.</exception>
    /// <exception cref="CorruptStoreException">The file is damaged, or is no store.</exception>
    public static async Task<Hub> OpenAsync(string path, HubOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new HubOptions();
        var store = await SqliteRunStore.OpenAsync(path, options.Access, new() { Time = options.TimeProvider }, cancel).ConfigureAwait(false);
        try
        {
            return await OpenAsync(store, true, options, cancel).ConfigureAwait(false);
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens a hub on a store that the caller has opened, and closes after the hub.</summary>
    /// <param name="store">The store; as a client's it is watched, as an owner's its runs are run.</param>
    /// <param name="options">How to work; null for the defaults.</param>
    /// <param name="cancel">Gives up.</param>
    public static Task<Hub> OpenAsync(IRunStore store, HubOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return OpenAsync(store, false, options ?? new HubOptions(), cancel);
    }

    /// <summary>Starts a run. When this returns the run is durable; the same id again gives the same run.</summary>
    /// <param name="call">What to run, for example <c>Orders.Fragments.Fulfil(order)</c>. The arguments travel by value: later changes to them do not reach the run.</param>
    /// <param name="id">Names the run; null for a new name.</param>
    /// <param name="upgrade">Which code may go on with it after a change of the code; null for <see cref="HubOptions.Upgrade"/>.</param>
    /// <param name="cancel">Gives up waiting; the run may have been started.</param>
    /// <exception cref="RunConflictException">The id names a run of another function, or with other arguments. A run that another build started is told by its id and function alone: equal arguments may be laid out otherwise there.</exception>
    /// <exception cref="NoCodecException">An argument cannot travel.</exception>
    public async Task<RunHandle<TResult>> StartAsync<TResult>(FragmentCall<TResult> call, string? id = null, UpgradePolicy? upgrade = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        ThrowIfClosed();
        id ??= options.NewId();
        var frame = call.Frame;
        using var span = WeaveTelemetry.Source.StartActivity("start " + frame.Function.Id, ActivityKind.Producer);
        span?.SetTag("weave.run", id).SetTag("weave.function", frame.Function.Id);
        var arguments = BlobHash.Of(StateBytes.EncodeFrame(frame, engine.Symbols));
        var header = new CheckpointHeader { Run = id, Strand = "0", Epoch = 0, Sequence = 0, Modules = [engine.ModuleOf(frame)] };
        var encoder = new StrandEncoder(engine.Symbols, engine.Encoding);
        var checkpoint = encoder.Encode([frame], header, CheckpointKind.Full);
        foreach (var blob in encoder.TakeBlobs())
            await engine.Store.PutBlobAsync(blob.Content, blob.Name, cancel).ConfigureAwait(false);
        var run = new NewRun(id, frame.Function.Id, arguments, checkpoint) { Needs = StackNeeds.Of([frame]), Upgrade = upgrade ?? options.Upgrade, Trace = (span ?? Activity.Current) is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null };
        var (record, created) = await CreateAsync(run, frame, cancel).ConfigureAwait(false);
        if (!created && record.Function != frame.Function.Id && CodeRules.Current.FunctionOf(record.Function) != frame.Function)
            throw new RunConflictException(id, $"It exists already and runs '{record.Function}', not '{frame.Function.Id}'.");

        // Another build may write equal arguments otherwise: then the id alone says that it is the same run.
        var isOfThisBuild = record.StartedBy is not { } first || first == OwnModule.Current?.Hash;
        if (!created && record.Arguments != arguments && isOfThisBuild)
            throw new RunConflictException(id, $"It exists already, with other arguments for '{record.Function}'.");
        if (created)
            WeaveTelemetry.RunsStarted.Tell(1);
        if (store.Access == StoreAccess.Owner && !record.State.IsFinal())
            directory.Begin(id, created ? run.Needs : null);
        return new RunHandle<TResult>(directory, id);
    }

    /// <summary>The run with this id.</summary>
    /// <param name="id">The id.</param>
    /// <exception cref="RunNotFoundException">There is none.</exception>
    public RunHandle Find(string id) => FindAsync(id).GetAwaiter().GetResult();

    /// <summary>The run with this id, whose result is a <typeparamref name="TResult"/>.</summary>
    /// <param name="id">The id.</param>
    /// <exception cref="RunNotFoundException">There is none.</exception>
    public RunHandle<TResult> Find<TResult>(string id) => FindAsync<TResult>(id).GetAwaiter().GetResult();

    /// <summary>The run with this id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RunNotFoundException">There is none.</exception>
    public async Task<RunHandle> FindAsync(string id, CancellationToken cancel = default)
    {
        await RecordAsync(id, cancel).ConfigureAwait(false);
        return new RunHandle(directory, id);
    }

    /// <summary>The run with this id, whose result is a <typeparamref name="TResult"/>.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RunNotFoundException">There is none.</exception>
    public async Task<RunHandle<TResult>> FindAsync<TResult>(string id, CancellationToken cancel = default)
    {
        var record = await RecordAsync(id, cancel).ConfigureAwait(false);
        var isOfOtherCode = record.Module is { } module && module != OwnModule.Current?.Hash;
        if (!isOfOtherCode && CodeRules.Current.FunctionOf(record.Function) is { } function && function.ResultType != typeof(TResult))
            throw new WeaveException($"Its function '{record.Function}' gives a {function.ResultType}, not a {typeof(TResult)}.", "Ask for the type the function returns.", id);
        return new RunHandle<TResult>(directory, id);
    }

    /// <summary>
    /// Raises an event: a <see cref="Durable.Event{T}"/> of that name in the run takes the value, now or whenever it gets there. Returns when the event is durable; from then on it reaches the run
    /// exactly once, whoever runs it, now or after a crash. Works for a run in any state: one that failed takes the event when it is resumed; for one that has ended nothing happens.
    /// </summary>
    /// <param name="run">The run's id.</param>
    /// <param name="name">The event's name.</param>
    /// <param name="value">Its value; it travels by value. Its static type is what the run has to wait for.</param>
    /// <param name="id">Names the event within the run: raised again under the same id, it has no effect, even after it was taken. Null for a new one.</param>
    /// <param name="cancel">Gives up waiting; the event may have been raised.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="EventTypeException">The run is at work here and waits for a value of another type under this name. Nothing was raised.</exception>
    /// <exception cref="NoCodecException">The value cannot travel.</exception>
    public Task RaiseAsync<T>(string run, string name, T value, string? id = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ThrowIfClosed();
        return directory.RaiseAsync(run, name, value, id, cancel);
    }

    /// <summary>The runs in the store, ordered by id.</summary>
    /// <param name="query">Which; null for all.</param>
    /// <param name="cancel">Gives up.</param>
    public async IAsyncEnumerable<RunStatus> RunsAsync(RunQuery? query = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        ThrowIfClosed();
        await foreach (var record in store.QueryAsync(query ?? new RunQuery(), cancel).ConfigureAwait(false))
            yield return directory.StatusOf(record);
    }

    /// <summary>
    /// Writes everything again that is stored without the current key: plain things, and those of older keys. Runs go on meanwhile; it may be stopped and called again at any time. What the report
    /// no longer lists among <see cref="Reencryption.KeysInUse"/> may be taken out of the key ring. Owners only.
    /// </summary>
    /// <param name="cancel">Stops; what was replaced stays replaced.</param>
    /// <exception cref="InvalidOperationException">The hub has no keys.</exception>
    public Task<Reencryption> ReencryptAsync(CancellationToken cancel = default)
    {
        ThrowIfClosed();
        return options.Keys is null ? throw new InvalidOperationException("The hub has no keys to encrypt with (HubOptions.Keys).") : engine.Seal.ReencryptAsync(store, cancel);
    }

    /// <summary>
    /// Takes no more runs and gives away those that are here, each at its next cut. In a cluster other hubs go on with them, and results can still be waited for here. Returns when nothing is left.
    /// A hub that drains does so until it is closed.
    /// </summary>
    /// <param name="cancel">Ends the wait; the drain goes on.</param>
    public Task DrainAsync(CancellationToken cancel = default)
    {
        ThrowIfClosed();
        return directory.Claims.DrainAsync(cancel);
    }

    /// <summary>How busy it is.</summary>
    public HubLoad Load => directory.Load;

    /// <summary>Completes when a drain, whoever asked for it, has left no run here.</summary>
    public Task Drained => directory.Claims.Drained;

    /// <summary>Stops all runs at their next cut, commits them and gives them back; waits for that no longer than <see cref="HubOptions.ShutdownTimeout"/>. Nothing durable is lost either way.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) != 0)
            return;
        await options.Machine.Run(() =>
        {
            closing.Cancel();
            return Task.CompletedTask;
        }).ConfigureAwait(false);
        try
        {
            await StopAllAsync().WaitAsync(options.ShutdownTimeout, options.Machine.Clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            foreach (var run in directory.Active)
                run.Abandon(new RunEnd(null, new HubClosedException(run.Run), RunActivity.Stopped));
        }

        await directory.Claims.DisposeAsync().ConfigureAwait(false);
        engine.Pool.Dispose();
        _ = observers.CloseAsync();
        if (ownsStore)
            await store.DisposeAsync().ConfigureAwait(false);
    }

    static async Task<Hub> OpenAsync(IRunStore store, bool ownsStore, HubOptions options, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxAttempts, 1);
        cancel.ThrowIfCancellationRequested();
        ModuleLoader.Load();
        var hub = new Hub(store, ownsStore, options);
        await hub.directory.Claims.OpenAsync(cancel).ConfigureAwait(false);
        hub.background = Task.WhenAll(options.Machine.Run(hub.directory.Claims.WatchAsync), options.Machine.Run(hub.ReencryptInBackgroundAsync), options.Machine.Run(hub.WatchMemoryAsync));
        return hub;
    }

    /// <summary>Creates a run that is pinned to the module of its code.</summary>
    async Task<(RunRecord Record, bool Created)> CreateAsync(NewRun run, Frame frame, CancellationToken cancel)
    {
        for (var again = false; ; again = true)
        {
            try
            {
                var module = await engine.Modules.PutAsync(frame, again, cancel).ConfigureAwait(false);
                return await store.CreateAsync(run with { Module = module }, cancel).ConfigureAwait(false);
            }
            catch (BlobMissingException) when (!again)
            {
                // Nobody had named it for so long that it was collected.
            }
        }
    }

    async Task ReencryptInBackgroundAsync()
    {
        if (options.Keys is null || !options.ReencryptInBackground || store.Access != StoreAccess.Owner)
            return;
        try
        {
            var report = await engine.Seal.ReencryptAsync(store, closing.Token).ConfigureAwait(false);
            if (options.OnReencrypted is { } observer)
                engine.Observe(() => observer(report));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or WeaveException)
        {
            // The next hub that opens the store goes on with it; runs meet the store's errors on their own way.
        }
    }

    Task WatchMemoryAsync() => options.Pressure is { } pressure && store.Access == StoreAccess.Owner ? new MemoryPressure(pressure, options.Machine, OnPressure).WatchAsync(closing.Token) : Task.CompletedTask;

    void OnPressure(bool isPressed)
    {
        directory.Claims.IsPressed = isPressed;
        if (isPressed)
            directory.SaveAll();
        if (options.OnHubEvent is { } observer)
            engine.Observe(() => observer(isPressed ? new(HubEventKind.AtRisk, Id, "is short of memory: its strands are saved, and it takes no more runs") : new(HubEventKind.Relieved, Id, "is not short of memory any more")));
    }

    async Task StopAllAsync()
    {
        await directory.Activations.ConfigureAwait(false);
        var runs = directory.Active.ToArray();
        foreach (var run in runs)
            run.Stop();
        await Task.WhenAll(runs.Select(static r => r.Ended)).ConfigureAwait(false);
        await engine.StepsLeft.CloseAsync().ConfigureAwait(false);
        await background.ConfigureAwait(false);
    }

    async Task<RunRecord> RecordAsync(string id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(id);
        ThrowIfClosed();
        return await store.FindAsync(id, cancel).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
    }

    void ThrowIfClosed() => ObjectDisposedException.ThrowIf(closed != 0, this);
}
