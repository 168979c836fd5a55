namespace Weave.Storage;

/// <summary>A version that rises, and those who wait for it to rise.</summary>
sealed class ChangeSignal
{
    readonly Lock gate = new();
    TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long version = 1;
    Exception? closed;

    public long Version => Interlocked.Read(ref version);

    public void Advance()
    {
        lock (gate)
        {
            if (closed is not null)
                return;
            Interlocked.Increment(ref version);
            next.TrySetResult();
            next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Completes with the version once it is another one than <paramref name="seen"/>.</summary>
    public async ValueTask<long> WaitAsync(long seen, CancellationToken cancel)
    {
        Task rise;
        lock (gate)
        {
            if (closed is not null)
                throw closed;
            if (version != seen)
                return version;
            rise = next.Task;
        }

        await rise.WaitAsync(cancel).ConfigureAwait(false);
        return Version;
    }

    /// <summary>Ends all waits, now and later, with this error.</summary>
    public void Close(Exception cause)
    {
        lock (gate)
        {
            closed ??= cause;
            next.TrySetException(closed);
            _ = next.Task.Exception; // nobody may be waiting: then it was observed here
        }
    }
}
