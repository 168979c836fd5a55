using Weave.Execution;

namespace Weave.Cluster;

/// <summary>Something to look at: given any number of times, taken once.</summary>
/// <param name="machine">Where those who wait for it go on.</param>
sealed class Hint(Machine machine)
{
    readonly Lock gate = new();
    Completion<Unit>? waiting;
    bool given;

    public void Give()
    {
        Completion<Unit>? woken;
        lock (gate)
        {
            given = true;
            woken = waiting;
            waiting = null;
        }

        woken?.TrySet(default);
    }

    public async Task TakeAsync(CancellationToken cancel)
    {
        while (true)
        {
            Task woken;
            lock (gate)
            {
                if (given)
                {
                    given = false;
                    return;
                }

                waiting ??= machine.NewCompletion<Unit>();
                woken = waiting.Task;
            }

            await woken.WaitAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>As above; a timeout or a cancel only ends the wait.</summary>
    public async Task TakeAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await TakeAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Nothing was given.
        }
    }
}
