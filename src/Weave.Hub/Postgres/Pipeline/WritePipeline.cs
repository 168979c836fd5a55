using Weave.Storage;

namespace Weave.Postgres;

/// <summary>
/// Takes the writes of a handle and sends them in groups, several groups at a time, each on a lane of its own. A write that concerns a run of a group on its way waits for that; what does not may
/// go beside it. With one lane everything becomes durable in the order of the calls.
/// </summary>
sealed class WritePipeline
{
    /// <summary>So many waiting writes are looked at for the next group.</summary>
    const int MostLookedAt = 2048;

    static readonly TimeSpan handoverNews = TimeSpan.FromMilliseconds(1);

    readonly Lock gate = new();
    readonly StoreDatabase database;
    readonly BrokenClaims broken;
    readonly RunsInFlight inFlight = new();
    readonly Dictionary<Guid, (long Epoch, long Number)> numbers = [];
    readonly Stack<WriteLane> idle;
    readonly int lanes;
    readonly Action<StoreChange> changed;
    LinkedList<WriteOperation> waiting = [];
    long lastNumber;
    TaskCompletionSource? drained;

    /// <param name="database">The way to the server.</param>
    /// <param name="lanes">How many groups may be on their way.</param>
    /// <param name="changed">Told of everything that has become durable.</param>
    public WritePipeline(StoreDatabase database, int lanes, Action<StoreChange> changed)
    {
        this.database = database;
        this.lanes = lanes;
        this.changed = changed;
        broken = new(database.Path);
        idle = new(Enumerable.Range(0, lanes).Select(_ => new WriteLane(database)));
    }

    /// <summary>Connects the lanes, before anything is posted.</summary>
    public Task OpenAsync() => Task.WhenAll(idle.Select(static lane => lane.OpenAsync()));

    /// <summary>Queues a write; those that concern one run keep their order.</summary>
    public Task<T> Post<T>(WriteOperation<T> operation)
    {
        lock (gate)
        {
            if (database.Life.End is { } over)
                operation.Fail(over);
            else
                waiting.AddLast(operation);
        }

        Dispatch(onThisThread: operation is CommitOperation { Plan.IsHandoverAlone: true });
        return operation.Task;
    }

    /// <summary>Completes when all that was queued is done, then gives the lanes back.</summary>
    public async Task CloseAsync()
    {
        Task rest;
        lock (gate)
        {
            drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
            rest = drained.Task;
            CheckDrained();
        }

        await rest.ConfigureAwait(false);
        foreach (var lane in idle)
            await lane.DisposeAsync().ConfigureAwait(false);
    }

    /// <param name="onThisThread">The caller's run stands still until the write is durable: not even the way to another thread is waited for.</param>
    void Dispatch(bool onThisThread = false)
    {
        while (true)
        {
            WriteLane lane;
            WriteGroup group;
            lock (gate)
            {
                if (idle.Count == 0 || waiting.Count == 0)
                    return;
                group = Form();
                if (group.Count == 0)
                    return;
                lane = idle.Pop();
            }

            _ = onThisThread ? CarryAsync(lane, group) : Task.Run(() => CarryAsync(lane, group));
        }
    }

    /// <summary>The next group: the oldest writes that nothing holds back. What is passed over holds back in its turn.</summary>
    WriteGroup Form()
    {
        var group = new WriteGroup();
        var passed = new RunsInFlight();
        var looked = 0;
        for (var node = waiting.First; node is not null && !group.IsFull && looked++ < MostLookedAt;)
        {
            var operation = node.Value;
            var next = node.Next;
            if (!inFlight.Admits(operation) || !passed.Admits(operation) || group.PlaceOf(operation) is not { } wave)
            {
                passed.Add(operation);
                if (lanes == 1)
                    break;
            }
            else
            {
                waiting.Remove(node);
                if (Refusal(operation) is { } refusal)
                    operation.Fail(refusal);
                else
                    Take(group, operation, wave);
            }

            node = next;
        }

        foreach (var operation in group.Operations)
            inFlight.Add(operation);
        return group;
    }

    void Take(WriteGroup group, WriteOperation operation, int wave)
    {
        if (operation is CommitOperation { Key: { } key, Epoch: { } epoch } commit)
        {
            var known = numbers.GetValueOrDefault(key);
            commit.Before = known.Epoch == epoch ? known.Number : 0;
            commit.Number = ++lastNumber;
            if (known.Epoch <= epoch)
                numbers[key] = (epoch, commit.Number); // one of an older claim is fenced, and leaves the newer one alone
        }

        group.Add(operation, wave);
    }

    Exception? Refusal(WriteOperation operation)
    {
        if (operation.Epoch is not { } epoch)
            return null;
        try
        {
            broken.ThrowIfBroken(operation.Run!, epoch);
            return null;
        }
        catch (StoreWriteException e)
        {
            return e;
        }
    }

    async Task CarryAsync(WriteLane lane, WriteGroup group)
    {
        try
        {
            database.Life.Reach("group.begun");
            await lane.CarryAsync(group).ConfigureAwait(false);
            database.Life.Reach("group.durable");
            Settle(group, null);
            if (group.IsHandoverAlone)
            {
                // The run's new hub hears of it at once, from the old one: those who only look wait until it runs, and take no core from it.
                Acknowledge(group);
                await Task.Delay(handoverNews, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
                Tell(group);
            }
            else
            {
                Tell(group);
                Acknowledge(group);
            }
        }
        catch (Exception e)
        {
            await FailAsync(lane, group, e).ConfigureAwait(false);
        }

        lock (gate)
        {
            idle.Push(lane);
            foreach (var operation in group.Operations)
                inFlight.Remove(operation);
            if (database.Life.End is { } over)
                FailWaiting(over);
            CheckDrained();
        }

        Dispatch();
    }

    static void Acknowledge(WriteGroup group)
    {
        foreach (var operation in group.Operations)
            operation.Acknowledge();
    }

    /// <summary>A group that fails as a whole is tried again one by one, so that each write hears of its own mistake alone.</summary>
    async Task FailAsync(WriteLane lane, WriteGroup group, Exception error)
    {
        if (database.Life.End is { } over)
            error = over;
        else if (group.Count > 1 && error is not StoreUnavailableException)
        {
            foreach (var operation in group.Operations.ToList())
            {
                var alone = new WriteGroup();
                alone.Add(operation, 0);
                try
                {
                    await lane.CarryAsync(alone).ConfigureAwait(false);
                    Settle(alone, null);
                    Tell(alone);
                    operation.Acknowledge();
                }
                catch (Exception e)
                {
                    Fail(alone, e);
                }
            }

            return;
        }

        Fail(group, error);
    }

    void Fail(WriteGroup group, Exception error)
    {
        Settle(group, error);
        foreach (var operation in group.Operations)
            operation.Fail(PostgresErrors.Translate(database.Path, operation.Run, error));
    }

    /// <summary>Remembers how far each claim has come, and which are broken.</summary>
    void Settle(WriteGroup group, Exception? error)
    {
        lock (gate)
        {
            foreach (var commit in group.Operations.OfType<CommitOperation>())
            {
                if (commit is not { Key: { } key, Epoch: { } epoch })
                    continue;
                if ((error ?? commit.Refusal) is { } cause)
                    broken.Break(commit.Run!, epoch, cause);
                if (!numbers.TryGetValue(key, out var known) || known != (epoch, commit.Number))
                    continue;
                if (error is null && commit.EndsClaim)
                    numbers.Remove(key);
                else if (error is not null || !commit.IsCommitted)
                    numbers[key] = (epoch, commit.Before);
            }
        }
    }

    /// <summary>A claim that was given back has no more commits.</summary>
    public void Forget(Guid key, long epoch)
    {
        lock (gate)
        {
            if (numbers.TryGetValue(key, out var known) && known.Epoch == epoch)
                numbers.Remove(key);
        }
    }

    void Tell(WriteGroup group)
    {
        HashSet<string> runs = new(StringComparer.Ordinal), received = new(StringComparer.Ordinal);
        var runnable = false;
        foreach (var operation in group.Operations)
        {
            if (operation.Change is not { } change)
                continue;
            runs.UnionWith(change.Runs!);
            received.UnionWith(change.Received);
            runnable |= change.Runnable;
        }

        if (runs.Count > 0)
            changed(new(runs, received, runnable));
    }

    void FailWaiting(Exception error)
    {
        var left = waiting;
        waiting = [];
        foreach (var operation in left)
            operation.Fail(error);
    }

    void CheckDrained()
    {
        if (drained is not null && waiting.Count == 0 && idle.Count == lanes)
            drained.TrySetResult();
    }
}
