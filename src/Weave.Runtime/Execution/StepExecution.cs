using System.Diagnostics;
using Weave.Modules;
using Weave.State;
using Weave.Telemetry;

namespace Weave.Execution;

/// <summary>A step in flight: attempts on the thread pool, each with its own copy of the arguments, until one succeeds or none is left.</summary>
/// <param name="step">The frame with the arguments; only read here.</param>
/// <param name="idempotencyKey">What the attempts see as <see cref="Durable.IdempotencyKey"/>.</param>
/// <param name="symbols">Numbers of schemas.</param>
/// <param name="machine">Where attempts are made.</param>
/// <param name="time">The clock of the pauses between attempts.</param>
/// <param name="trace">What the attempts are traced under.</param>
sealed class StepExecution(StepFrame step, string idempotencyKey, ISymbolTable symbols, Machine machine, TimeProvider time, ActivityContext trace)
{
    const int MostTries = 5;

    static readonly TimeSpan longestPause = TimeSpan.FromMinutes(1);
    static readonly TimeSpan storePause = TimeSpan.FromMilliseconds(200);

    readonly CodeScope scope = CodeScope.Of(step.GetType());
    readonly byte[] arguments = StateBytes.EncodeFrame(step, symbols);
    readonly CancellationTokenSource noMore = new();
    int attempts;

    /// <summary>Attempts begun so far.</summary>
    public int Attempts => Volatile.Read(ref attempts);

    /// <summary>Lets the attempt under way end, and begins no further one.</summary>
    public void BeginNoMore() => noMore.Cancel();

    /// <summary>The payload of the outcome; null if <see cref="BeginNoMore"/> left the step without one.</summary>
    public Task<byte[]?> RunAsync() => machine.Run(AttemptsAsync);

    async Task<byte[]?> AttemptsAsync()
    {
        RunScope.Current = new RunScope(idempotencyKey);
        while (!noMore.IsCancellationRequested)
        {
            var attempt = Interlocked.Increment(ref attempts);
            Outcome value;
            try
            {
                value = await AttemptAsync(attempt).ConfigureAwait(false);
            }
            catch (Exception e) when (attempt > step.Retries)
            {
                return StepOutcome.OfFailure(e);
            }
            catch (Exception)
            {
                await PauseAsync(TimeSpan.FromMilliseconds(Math.Max(0, step.RetryDelay) * Math.Pow(2, Math.Min(attempt - 1, 30)))).ConfigureAwait(false);
                continue;
            }

            // The effect has happened: nothing from here on is a reason to do it again.
            return await EncodedAsync(value).ConfigureAwait(false);
        }

        return null;
    }

    async Task<Outcome> AttemptAsync(int attempt)
    {
        using var span = StepTrace.Begin(step.Function.Id, idempotencyKey, attempt, trace);
        try
        {
            var value = await Copy().AttemptAsync().ConfigureAwait(false);
            span.Succeeded();
            return value;
        }
        catch (Exception e)
        {
            span.Failed(e);
            throw;
        }
    }

    StepFrame Copy()
    {
        using (scope.Enter())
            return (StepFrame)StateBytes.DecodeFrame(arguments, symbols);
    }

    // A value that cannot be kept is the outcome. A store that does not number its types now does so later; one that stays away ends the run here, for the step to be executed again under its key.
    async Task<byte[]?> EncodedAsync(Outcome value)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                using (scope.Enter())
                    return StepOutcome.OfValue(step, value, symbols);
            }
            catch (Exception e) when ((symbols as StoreSymbols)?.IsFault(e) != true)
            {
                return StepOutcome.OfFailure(e);
            }
            catch (StoreUnavailableException) when (noMore.IsCancellationRequested)
            {
                return null;
            }
            catch (StoreUnavailableException) when (tries < MostTries)
            {
                await PauseAsync(storePause).ConfigureAwait(false);
            }
        }
    }

    async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await machine.PauseAsync(pause < longestPause ? pause : longestPause, time, noMore.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Nothing more is begun; the loop sees it.
        }
    }
}
