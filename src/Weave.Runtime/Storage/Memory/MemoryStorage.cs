namespace Weave.Storage;

/// <summary>What a <see cref="MemoryRunStore"/> keeps its runs in: it outlives the handles on it as a file would, and any number of clients and one owner can
/// have it open, or any number of <see cref="MemoryClusterStore"/> handles.</summary>
/// <param name="time">The clock of the store; the system's when null.</param>
public sealed class MemoryStorage(TimeProvider? time = null)
{
    readonly Lock gate = new();
    readonly List<MemoryRunStore> handles = [];
    readonly MemoryNews news = new();
    volatile MemoryRoot root = MemoryRoot.Empty;

    internal TimeProvider Time { get; } = time ?? TimeProvider.System;

    /// <summary>The state that is published: immutable, so a reader needs no lock.</summary>
    internal MemoryRoot Root => root;

    /// <summary>Adds a handle. Runs that the only owner before a new one held are free again; owners that share it are members under leases.</summary>
    internal void Enter(MemoryRunStore handle)
    {
        lock (gate)
        {
            if (handle.Access == StoreAccess.Owner)
            {
                if (handles.Exists(h => h.Access == StoreAccess.Owner && !(h.IsShared && handle.IsShared)))
                    throw new StoreInUseException(MemoryRunStore.Path);
                root = (handle.IsShared ? root : root.WithoutOwners()).Collected(Time.GetUtcNow());
            }

            handles.Add(handle);
        }
    }

    internal void Leave(MemoryRunStore handle)
    {
        lock (gate)
            handles.Remove(handle);
    }

    /// <summary>What has happened since a version; null when nothing has.</summary>
    internal StoreNews? NewsSince(long seen)
    {
        lock (gate)
            return news.Since(seen);
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
                var tells = news.Add(root, next);
                root = next with { Touched = MemoryRoot.Empty.Touched };
                foreach (var handle in tells ? handles : [])
                    handle.Changes.Advance();
            }

            crashPoints?.Reach("memory.after-publish");
            return result;
        }
    }
}
