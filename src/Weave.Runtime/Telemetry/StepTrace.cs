using System.Diagnostics;

namespace Weave.Telemetry;

/// <summary>One attempt at a step: its span and its time. Whatever a listener throws, the attempt is what it was.</summary>
readonly struct StepTrace : IDisposable
{
    readonly string function;
    readonly Activity? span;
    readonly long began;

    StepTrace(string function, Activity? span)
    {
        this.function = function;
        this.span = span;
        began = Stopwatch.GetTimestamp();
    }

    /// <param name="function">Id of the step.</param>
    /// <param name="key">Its idempotency key.</param>
    /// <param name="attempt">1 for the first.</param>
    /// <param name="parent">The stretch of the run that called it.</param>
    public static StepTrace Begin(string function, string key, int attempt, ActivityContext parent)
    {
        try
        {
            var span = WeaveTelemetry.Source.StartActivity("step " + function, ActivityKind.Internal, parent);
            span?.SetTag("weave.step", key).SetTag("weave.function", function).SetTag("weave.attempt", attempt);
            return new StepTrace(function, span);
        }
        catch (Exception)
        {
            return new StepTrace(function, null);
        }
    }

    /// <summary>The attempt threw.</summary>
    public void Failed(Exception e)
    {
        span?.SetStatus(ActivityStatusCode.Error, e.Message).SetTag("error.type", e.GetType().FullName);
        Record("failure");
    }

    /// <summary>The attempt has a value.</summary>
    public void Succeeded() => Record("value");

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            span?.Dispose();
        }
        catch (Exception)
        {
            // Nothing to do: the attempt is over.
        }
    }

    void Record(string outcome) => WeaveTelemetry.StepDuration.Tell(
        Stopwatch.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("weave.function", function), new("weave.outcome", outcome));
}
