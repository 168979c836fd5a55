using System.Collections.Concurrent;
using Weave.Storage;

namespace Weave.Execution;

/// <summary>
/// Steps in flight whose runs have moved to another hub: they are carried to their end here, and the outcome goes to the run's inbox, wherever the run is. One that ends without
/// an outcome is given back by a message of its own.
/// </summary>
/// <param name="store">Where the inboxes are.</param>
/// <param name="machine">Where it waits.</param>
/// <param name="time">The clock of the pauses when the store cannot be reached.</param>
sealed class StepsLeft(IRunStore store, Machine machine, TimeProvider time)
{
    static readonly TimeSpan longestPause = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<(string Run, string Key), Left> left = new();
    readonly CancellationTokenSource closing = new();

    /// <summary>Called with a run whose inbox has got the outcome of its step: whoever has the run now should look.</summary>
    public Action<string>? Told { get; set; }

    /// <summary>The runs that have left steps here.</summary>
    public IEnumerable<string> Runs => left.Keys.Select(static l => l.Run);

    /// <summary>Whether a run has left a step here.</summary>
    public bool Has(string run) => !left.IsEmpty && Runs.Contains(run);

    /// <summary>The message that gives a step back.</summary>
    public static string BackId(string stepKey, long epoch) => $"{StepOutcome.MessageId(stepKey)}/back/{epoch}";

    /// <summary>Takes over a step in flight.</summary>
    public void Add(string run, string strand, string key, long epoch, StepExecution step, Task<byte[]?> attempts)
    {
        // Added before it can have ended, so that its end finds it.
        var entry = left[(run, key)] = new Left(step);
        entry.End = EndAsync(run, strand, key, epoch, attempts);
    }

    /// <summary>Begins no more attempts at the steps of a run: it was cancelled.</summary>
    public void Cancel(string run)
    {
        foreach (var (name, entry) in left)
        {
            if (name.Run == run)
                entry.Step.BeginNoMore();
        }
    }

    /// <summary>Begins no more attempts and completes when those under way have ended.</summary>
    public Task CloseAsync()
    {
        foreach (var entry in left.Values)
            entry.Step.BeginNoMore();
        closing.Cancel();
        return Task.WhenAll(left.Values.Select(static l => l.End));
    }

    async Task EndAsync(string run, string strand, string key, long epoch, Task<byte[]?> attempts)
    {
        try
        {
            var payload = await machine.Shared(attempts).ConfigureAwait(false);
            await AppendAsync(payload is null
                ? new InboxMessage(run, BackId(key, epoch), MessageKind.StepOutcome, strand, key, default)
                : StepOutcome.Message(run, strand, key, payload)).ConfigureAwait(false);
            Told?.Invoke(run);
        }
        catch (Exception)
        {
            // The hub closes without its store: whoever has the run sees that this hub is gone, and begins the step again with the same key.
        }
        finally
        {
            left.TryRemove((run, key), out _);
        }
    }

    /// <summary>Appends it, however long the store cannot be reached: the run waits for it.</summary>
    async Task AppendAsync(InboxMessage message)
    {
        for (var pause = TimeSpan.FromMilliseconds(20); ; pause = pause * 2 < longestPause ? pause * 2 : longestPause)
        {
            try
            {
                await store.AppendAsync(message).ConfigureAwait(false);
                return;
            }
            catch (WeaveException e) when (e is not (RunNotFoundException or CorruptStoreException) && !closing.IsCancellationRequested)
            {
                await machine.PauseAsync(pause, time, closing.Token).ConfigureAwait(false);
            }
        }
    }

    sealed class Left(StepExecution step)
    {
        public StepExecution Step => step;

        public Task End { get; set; } = Task.CompletedTask;
    }
}
