using Weave.Storage;

namespace Weave.Postgres;

/// <summary>What this handle has heard of, as far back as it remembers, and those who wait for more.</summary>
sealed class NewsBoard
{
    const int Remembered = 1024;

    readonly Lock gate = new();
    readonly Queue<StoreChange> changes = [];
    TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long version = 1;
    Exception? closed;

    public void Add(StoreChange change)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            if (closed is not null)
                return;
            version++;
            changes.Enqueue(change);
            if (changes.Count > Remembered)
                changes.Dequeue();
            waiting = next;
            next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.SetResult();
    }

    /// <summary>What has happened since a version; null when nothing has.</summary>
    public StoreNews? Since(long seen)
    {
        lock (gate)
        {
            if (closed is not null)
                throw closed;
            if (seen == version)
                return null;
            if (seen > version || seen < 1 || version - seen > changes.Count)
                return new(version, null, [], true, true);
            var missed = changes.Skip(changes.Count - (int)(version - seen)).ToList();
            var runs = missed.Exists(static c => c.Runs is null) ? null : missed.SelectMany(static c => c.Runs!).ToHashSet(StringComparer.Ordinal);
            var received = missed.SelectMany(static c => c.Received).ToHashSet(StringComparer.Ordinal);
            return new(version, runs, received, missed.Exists(static c => c.Runnable), missed.Exists(static c => c.Hubs));
        }
    }

    /// <summary>Completes once the version is another one than that.</summary>
    public async ValueTask<StoreNews> WaitAsync(long seen, CancellationToken cancel)
    {
        while (true)
        {
            Task rise;
            lock (gate)
            {
                if (Since(seen) is { } news)
                    return news;
                rise = next.Task;
            }

            await rise.WaitAsync(cancel).ConfigureAwait(false);
        }
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
