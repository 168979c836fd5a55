using Weave.Execution;

namespace Weave.Cluster;

/// <summary>Something to look at: given any number of times, taken once, by one taker.</summary>
/// <param name="machine">Where the taker goes on.</param>
sealed class Hint(Machine machine)
{
    readonly Lock gate = new();
    Completion<Unit>? waiting;
    bool given;

    public void Give()
    {
        Completion<Unit>? taker;
        lock (gate)
        {
            taker = waiting;
            waiting = null;
            given |= taker is null;
        }

        taker?.TrySet(default);
    }

    /// <summary>Waits until it is given; a timeout or a cancel only ends the wait.</summary>
    public async Task TakeAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancel)
    {
        Task<Unit> next;
        lock (gate)
        {
            if (given)
            {
                given = false;
                return;
            }

            waiting ??= machine.NewCompletion<Unit>();
            next = waiting.Task;
        }

        try
        {
            await machine.WaitAsync(next, atMost, time, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // Nothing was given.
        }
    }
}
