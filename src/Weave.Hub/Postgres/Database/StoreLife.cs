using Weave.Storage;

namespace Weave.Postgres;

/// <summary>Whether a handle is open, closes, has ended, or is dead because a crash point was told to crash.</summary>
sealed class StoreLife(string path, ICrashPoints? crashPoints)
{
    readonly CancellationTokenSource ending = new();
    volatile Exception? end;
    volatile bool closing;

    /// <summary>Cancelled when the handle ends: what waits for the server, or to try again, gives up.</summary>
    public CancellationToken Ending => ending.Token;

    /// <summary>Why it has ended, or null.</summary>
    public Exception? End => end;

    /// <summary>Refuses a call on a handle that takes no more.</summary>
    public void ThrowIfClosed()
    {
        ThrowIfOver();
        ObjectDisposedException.ThrowIf(closing, typeof(PostgresStore));
    }

    public void ThrowIfOver()
    {
        if (end is { } cause)
            throw cause;
    }

    /// <summary>A place where a crash would matter.</summary>
    public void Reach(string point)
    {
        if (crashPoints is null)
            return;
        ThrowIfOver();
        try
        {
            crashPoints.Reach(point);
        }
        catch (Exception e)
        {
            Finish(new StoreUnavailableException(path, "it failed earlier, and nothing after that was written.", "Open it again: that shows what is durable.", e));
            throw;
        }
    }

    /// <summary>Takes no more calls; those under way go on. False when it was closed before.</summary>
    public bool Close()
    {
        var first = !closing;
        closing = true;
        return first;
    }

    /// <summary>Ends waits and retries, too.</summary>
    public void Finish(Exception? cause = null)
    {
        end ??= cause ?? new ObjectDisposedException(nameof(PostgresStore));
        ending.Cancel();
    }
}
