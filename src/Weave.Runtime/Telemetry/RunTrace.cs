using System.Diagnostics;
using Weave.Execution;
using Weave.Storage;

namespace Weave.Telemetry;

/// <summary>The spans of one run in this process. Costs a check when nobody listens. Whatever a listener throws, the run goes on.</summary>
/// <param name="record">The run, as it was claimed.</param>
sealed class RunTrace(RunRecord record)
{
    readonly ActivityContext parent = ActivityContext.TryParse(record.Trace, null, isRemote: true, out var context) ? context : default;
    Activity? stretch;
    ActivityContext last;

    /// <summary>What a step of the run is traced under.</summary>
    public ActivityContext Current => stretch?.Context ?? (last != default ? last : parent);

    /// <summary>The strand runs on.</summary>
    public void Run(long epoch, long sequence)
    {
        if (stretch is not null || !WeaveTelemetry.Source.HasListeners())
            return;
        try
        {
            stretch = WeaveTelemetry.Source.StartActivity("run " + record.Function, ActivityKind.Consumer, parent);
            stretch?.SetTag("weave.run", record.Run).SetTag("weave.function", record.Function).SetTag("weave.hub", record.Owner).SetTag("weave.epoch", epoch).SetTag("weave.sequence", sequence);
        }
        catch (Exception)
        {
            stretch = null;
        }
    }

    /// <summary>The strand waits.</summary>
    public void Wait(string what) => Stop("weave.waits_for", what);

    /// <summary>The run is over for this process.</summary>
    public void End(RunEnd end)
    {
        if (stretch is not null && end is { Record.State: RunState.Failed or RunState.Quarantined } or { Activity: RunActivity.Blocked })
            stretch?.SetStatus(ActivityStatusCode.Error, end.Error?.Message);
        Stop("weave.end", (end.Record?.State.ToString() ?? end.Activity.ToString()).ToLowerInvariant());
    }

    void Stop(string tag, string value)
    {
        if (stretch is not { } over)
            return;
        stretch = null;
        last = over.Context;
        try
        {
            over.SetTag(tag, value).Stop();
        }
        catch (Exception)
        {
            // The stretch is over.
        }
    }
}
