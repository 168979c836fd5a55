namespace Weave.Storage;

/// <summary>
/// The one thread that touches a store's connection: it takes everything that waits, commits the writes among it in groups, then answers the reads. It never
/// borrows a pool thread, so a busy pool does not delay a commit, nor a slow disk the pool.
/// </summary>
sealed class StoreThread
{
    readonly object gate = new();
    readonly ChangeSignal changes;
    readonly Func<OpenStore> open;
    readonly string path;
    readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    List<StoreOperation> waiting = [];
    bool closing;
    Exception? death;

    /// <param name="path">The store, for errors.</param>
    /// <param name="open">Opens it, on the thread.</param>
    /// <param name="changes">Advanced when something was committed.</param>
    public StoreThread(string path, Func<OpenStore> open, ChangeSignal changes)
    {
        this.path = path;
        this.open = open;
        this.changes = changes;
        new Thread(Work) { IsBackground = true, Name = "weave-store" }.Start();
    }

    public Task Opened => opened.Task;

    /// <summary>Queues an operation; those of one caller keep their order.</summary>
    public void Post(StoreOperation operation)
    {
        Exception? refusal;
        lock (gate)
        {
            refusal = closing ? new ObjectDisposedException(nameof(SqliteRunStore)) : death;
            if (refusal is null)
            {
                waiting.Add(operation);
                Monitor.Pulse(gate);
            }
        }

        if (refusal is not null)
            operation.Fail(refusal);
    }

    /// <summary>Carries out what is queued, then closes the store.</summary>
    public Task CloseAsync()
    {
        lock (gate)
        {
            closing = true;
            Monitor.Pulse(gate);
        }

        return ended.Task;
    }

    void Work()
    {
        try
        {
            using var store = open();
            opened.SetResult();
            Serve(store);
        }
        catch (Exception e)
        {
            Die(e is StoreCrashException ? e.InnerException! : e);
        }

        changes.Close(death ?? new ObjectDisposedException(nameof(SqliteRunStore)));
        ended.SetResult();
    }

    void Serve(OpenStore store)
    {
        var commits = new GroupCommit(store, changes);
        while (Take() is { } taken)
        {
            try
            {
                commits.Carry(taken);
            }
            catch (Exception e)
            {
                store.Session.LeaveLog(); // as a crash would
                var dead = Dead(e);
                foreach (var operation in taken)
                    operation.Fail(dead); // those that have an answer keep it
                throw;
            }
        }
    }

    /// <summary>Everything that waits; null when the store shall close and nothing does.</summary>
    List<StoreOperation>? Take()
    {
        lock (gate)
        {
            while (waiting.Count == 0)
            {
                if (closing)
                    return null;
                Monitor.Wait(gate);
            }

            var taken = waiting;
            waiting = [];
            return taken;
        }
    }

    void Die(Exception cause)
    {
        List<StoreOperation> left;
        lock (gate)
        {
            death = Dead(cause);
            left = waiting;
            waiting = [];
        }

        foreach (var operation in left)
            operation.Fail(death);
        opened.TrySetException(SqliteErrors.Translate(path, null, cause));
    }

    StoreUnavailableException Dead(Exception cause) => new(path, "it failed earlier, and nothing after that was written.", "Open it again: that shows what is durable.", cause);
}
