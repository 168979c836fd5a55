namespace Weave.Storage;

/// <summary>What a <see cref="MemoryRunStore"/> keeps its runs in: it outlives the handles on it as a file would, and any number of clients and one owner can have it open.</summary>
/// <param name="time">The clock of the store; the system's when null.</param>
public sealed class MemoryStorage(TimeProvider? time = null)
{
    readonly Lock gate = new();
    volatile MemoryRoot root = MemoryRoot.Empty;
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long version = 1;
    MemoryRunStore? owner;

    internal TimeProvider Time { get; } = time ?? TimeProvider.System;

    /// <summary>The state that is published: immutable, so a reader needs no lock.</summary>
    internal MemoryRoot Root => root;

    /// <summary>Makes a handle the owner; runs that the owner before it held are free again.</summary>
    internal void TakeOwnership(MemoryRunStore handle)
    {
        lock (gate)
        {
            if (owner is not null)
                throw new StoreInUseException(MemoryRunStore.Path);
            owner = handle;
            root = root.WithoutOwners();
        }
    }

    internal void Leave(MemoryRunStore handle)
    {
        lock (gate)
        {
            if (owner == handle)
                owner = null;
        }
    }

    /// <summary>Computes the next state from the published one and publishes it with one assignment: all of it or nothing.</summary>
    internal T Change<T>(ICrashPoints? crashPoints, Func<MemoryRoot, (MemoryRoot Next, T Result)> change)
    {
        lock (gate)
        {
            crashPoints?.Reach("memory.begin");
            var (next, result) = change(root);
            crashPoints?.Reach("memory.before-publish");
            if (next != root)
            {
                root = next;
                version++;
                changed.TrySetResult();
                changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            crashPoints?.Reach("memory.after-publish");
            return result;
        }
    }

    internal async ValueTask<long> ChangedAsync(long seen, CancellationToken closed, CancellationToken cancel)
    {
        Task signal;
        lock (gate)
        {
            if (version != seen)
                return version;
            signal = changed.Task;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(closed, cancel);
        try
        {
            await signal.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(MemoryRunStore));
        }

        return Interlocked.Read(ref version);
    }
}
