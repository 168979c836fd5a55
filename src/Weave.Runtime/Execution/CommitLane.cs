using System.Diagnostics;
using Weave.State;
using Weave.Storage;
using Weave.Telemetry;

namespace Weave.Execution;

/// <summary>
/// The one way of a run to its store. Writes are issued in order and count as durable strictly as a prefix: after one that failed or was fenced nothing
/// more is issued. Nobody waits here; whoever must wait for a position compares it with <see cref="Durable"/> when <paramref name="changed"/> has been called.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="machine">Where a blob is made ready.</param>
/// <param name="committed">Called with each batch that has become durable.</param>
/// <param name="changed">Called when <see cref="Durable"/> or <see cref="Fault"/> has changed.</param>
sealed class CommitLane(IRunStore store, Machine machine, Action<CommitBatch> committed, Action changed)
{
    Task tail = Task.CompletedTask;
    Task held = Task.CompletedTask;
    long issued;
    long durable;
    volatile Exception? fault;

    /// <summary>The last position issued.</summary>
    public long Issued => Volatile.Read(ref issued);

    /// <summary>Everything up to this position survives the process.</summary>
    public long Durable => Volatile.Read(ref durable);

    /// <summary>Why the lane is closed, or null: <see cref="RunFencedException"/> or an error of the store.</summary>
    public Exception? Fault => fault;

    /// <summary>Completes when all that was issued is durable or the lane is closed.</summary>
    public Task Settled() => tail;

    /// <summary>Closes the lane: nothing issued from now on becomes durable.</summary>
    public void Close(Exception cause) => fault ??= cause;

    /// <summary>Issues a commit. One caller at a time.</summary>
    /// <param name="batch">The commit.</param>
    /// <param name="blobs">What its checkpoints name: it is stored before.</param>
    public long Commit(CommitBatch batch, IReadOnlyList<StateBlob>? blobs = null) => Issue(
        async () =>
        {
            var began = Stopwatch.GetTimestamp();
            if (await store.CommitAsync(batch).ConfigureAwait(false) == CommitResult.Fenced)
                throw new RunFencedException(batch.Run, batch.Epoch);
            WeaveTelemetry.CommitDuration.Tell(Stopwatch.GetElapsedTime(began).TotalSeconds);
            committed(batch);
        },
        blobs ?? []);

    /// <summary>Issues the append of a message. One caller at a time.</summary>
    public long Append(InboxMessage message) => Issue(async () => await store.AppendAsync(message).ConfigureAwait(false), []);

    long Issue(Func<Task> write, IReadOnlyList<StateBlob> blobs)
    {
        var position = issued + 1;
        Volatile.Write(ref issued, position);
        if (fault is not null)
            return position;
        if (blobs.Count > 0 || !held.IsCompletedSuccessfully)
        {
            // The store takes writes in the order in which it is called: what comes later waits here, too.
            var before = tail;
            held = machine.Run(() => Later(before, write, blobs)); // encrypting a blob takes its time, and the caller has none
            tail = Follow(tail, held, position);
        }
        else
        {
            tail = Follow(tail, write(), position);
        }

        return position;
    }

    /// <summary>Stores blobs, then writes what names them. They are put each time: within the hour that the store then keeps them, it is the commit's turn.</summary>
    async Task Later(Task before, Func<Task> write, IReadOnlyList<StateBlob> blobs)
    {
        await before.ConfigureAwait(false);
        foreach (var blob in blobs)
        {
            if (fault is null)
                await store.PutBlobAsync(blob.Content, blob.Name).ConfigureAwait(false);
        }

        if (fault is null)
            await write().ConfigureAwait(false);
    }

    async Task Follow(Task before, Task write, long position)
    {
        await before.ConfigureAwait(false);
        try
        {
            await write.ConfigureAwait(false);
            if (fault is null)
                Volatile.Write(ref durable, position);
        }
        catch (Exception e)
        {
            fault ??= e;
        }

        changed();
    }
}
