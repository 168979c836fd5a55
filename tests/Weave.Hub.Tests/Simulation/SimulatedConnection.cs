using Weave.Storage;

namespace Weave.Cluster.Tests.Simulation;

/// <summary>One process's way to the database. Calls arrive in the order in which they were made; answers come back in any.</summary>
sealed class SimulatedConnection
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(3);

    readonly World world;
    readonly SimulatedMachine machine;
    readonly SimulatedDatabase database;
    readonly MemoryClusterStore inner;
    readonly List<Call> calls = [];
    readonly List<Watch> watches = [];
    readonly HashSet<(string Run, long Epoch)> broken = [];
    long lastArrival;

    public SimulatedConnection(World world, SimulatedMachine machine, SimulatedDatabase database)
    {
        this.world = world;
        this.machine = machine;
        this.database = database;
        inner = new(database.Storage);
        Store = Around<IClusterStore>.Of(inner, Make);
    }

    public IClusterStore Store { get; }

    /// <summary>Nothing gets through in either direction.</summary>
    public bool IsCut { get; private set; }

    public void Cut() => IsCut = true;

    public void Heal()
    {
        IsCut = false;
        Tell();
    }

    /// <summary>The connection is gone, and a new one there at once. Of the calls under way the first few are done all the same; nobody hears of it.</summary>
    public void Break()
    {
        if (calls.Count == 0)
            return;
        var done = IsCut ? 0 : world.Random.Next(calls.Count + 1);
        world.Log($"{machine.Name} loses its connection with {calls.Count} calls under way, {done} done");
        for (var i = 0; i < calls.Count; i++)
            calls[i].Lose(arrives: i < done);
        calls.Clear();
        lastArrival = 0;
    }

    /// <summary>Has those who wait for news look whether there are any.</summary>
    public void Tell()
    {
        foreach (var watch in watches.ToArray())
            watch.Tell();
    }

    async ValueTask<object?> Make(string name, object?[] arguments, Func<ValueTask<object?>> call)
    {
        world.CheckThread();
        var cancel = arguments is [.., CancellationToken token] ? token : default;
        cancel.ThrowIfCancellationRequested();
        if (name == nameof(IClusterStore.NewsAsync))
            return await Watched(seen => database.Storage.NewsSince(seen), (long)arguments[0]!, cancel).ConfigureAwait(false);
        if (name == nameof(IRunStore.ChangedAsync))
            return await Watched(seen => database.Storage.NewsSince(seen)?.Version, (long)arguments[0]!, cancel).ConfigureAwait(false);
        if (arguments is [NewRun run, ..] && run.Run == database.Pinned?.Run)
            arguments[0] = run with { Module = database.Pinned?.Module, Upgrade = UpgradePolicy.Pinned };
        var batch = arguments is [CommitBatch b, ..] ? b : null;
        if (batch is not null && broken.Contains((batch.Run, batch.Epoch)))
            throw new StoreWriteException("(simulated)", "an earlier batch of the same claim failed.", "Claim the run again.", batch.Run, null);
        try
        {
            return await Sent(batch is null ? $"{name} {Named(arguments)}" : Described(batch), batch, call).ConfigureAwait(false);
        }
        catch when (batch is not null)
        {
            broken.Add((batch.Run, batch.Epoch));
            throw;
        }
    }

    Task<object?> Sent(string what, CommitBatch? batch, Func<ValueTask<object?>> make)
    {
        var call = new Call(this, what, batch, make);
        calls.Add(call);
        lastArrival = Math.Max(lastArrival + 1, machine.Now + world.Latency().Ticks);
        world.At(lastArrival, call.Arrive);
        world.After(patience, call.GiveUp);
        return call.Answer;
    }

    async Task<object?> Watched(Func<long, object?> look, long seen, CancellationToken cancel)
    {
        var watch = new Watch(this, () => look(seen));
        watches.Add(watch);
        using var cancelled = cancel.UnsafeRegister(_ => watch.Cancel(cancel), null);
        watch.Tell();
        try
        {
            return await watch.Answer.ConfigureAwait(false);
        }
        finally
        {
            watches.Remove(watch);
        }
    }

    static string Named(object?[] arguments) => arguments.Length == 0 ? "" : arguments[0] switch
    {
        string run => run,
        NewRun run => run.Run,
        InboxMessage message => $"{message.Run} {message.Kind} {message.Id}",
        HubInfo hub => hub.Id,
        _ => "",
    };

    static string Described(CommitBatch batch) =>
        $"Commit {batch.Run} epoch {batch.Epoch}{string.Concat(batch.Checkpoints.Select(c => $" +{c.Sequence}"))}{string.Concat(batch.Consumed.Select(c => $" -{c}"))}{(batch.State is { } s ? $" {s}" : "")}{(batch.Handover is { } to ? $" to {to}" : "")}";

    /// <summary>One call under way.</summary>
    sealed class Call(SimulatedConnection connection, string what, CommitBatch? batch, Func<ValueTask<object?>> make)
    {
        readonly TaskCompletionSource<object?> answer = new();
        bool arrives = true;
        bool over;

        public Task<object?> Answer => answer.Task;

        public void Arrive()
        {
            if (!arrives)
                return;
            var world = connection.world;
            if (connection.IsCut)
                return; // patience ends
            var made = make();
            if (!made.IsCompleted)
                world.Fail($"The store did not answer at once: {what}");
            world.Log($"{connection.machine.Name}: {what}{Outcome(made)}");
            if (batch?.State is RunState.Completed && made is { IsCompletedSuccessfully: true, Result: CommitResult.Committed })
                connection.database.Ends[batch.Run] = connection.database.Ends.GetValueOrDefault(batch.Run) + 1;
            connection.database.Changed();
            world.After(world.Latency(), () =>
            {
                if (over || connection.IsCut)
                    return;
                over = true;
                connection.calls.Remove(this);
                connection.machine.Post(() => Complete(made));
            });
        }

        public void GiveUp()
        {
            if (!over)
                connection.Break();
        }

        public void Lose(bool arrives)
        {
            over = true;
            this.arrives = arrives;
            connection.machine.Post(() => answer.TrySetException(new StoreUnavailableException("(simulated)", "the connection was lost.", "Try again.", null)));
        }

        void Complete(ValueTask<object?> made)
        {
            try
            {
                answer.TrySetResult(made.GetAwaiter().GetResult());
            }
            catch (Exception e)
            {
                answer.TrySetException(e);
            }
        }

        static string Outcome(ValueTask<object?> made) => made switch
        {
            { IsFaulted: true } => " threw " + made.AsTask().Exception!.InnerException!.GetType().Name,
            { IsCompletedSuccessfully: true, Result: CommitResult.Fenced or CommitResult.Refused or RunClaim or false } => $" -> {made.Result}",
            { IsCompletedSuccessfully: true, Result: IReadOnlyList<RunClaim> claims } => $" -> {string.Join(", ", claims.Select(c => $"{c.Run} {c.Epoch}"))}",
            _ => "",
        };
    }

    /// <summary>Somebody who waits for news.</summary>
    sealed class Watch(SimulatedConnection connection, Func<object?> look)
    {
        readonly TaskCompletionSource<object?> answer = new();
        bool told;

        public Task<object?> Answer => answer.Task;

        public void Tell()
        {
            if (told || connection.IsCut || look() is null)
                return;
            told = true;

            // A notification that was lost is made up for by the next look.
            var world = connection.world;
            world.After(world.Chance(0.9) ? world.Latency() : TimeSpan.FromSeconds(1), () =>
            {
                told = false;
                if (!connection.IsCut && look() is { } news)
                    connection.machine.Post(() => answer.TrySetResult(news));
            });
        }

        public void Cancel(CancellationToken cancel) => answer.TrySetCanceled(cancel);
    }
}
