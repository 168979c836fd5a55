using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Weave.Telemetry;

/// <summary>
/// What Weave tells OpenTelemetry: the names are stable. Traces: <c>start FUNCTION</c> where a run was started, under it one <c>run FUNCTION</c> for each stretch between two waits and one
/// <c>step FUNCTION</c> for each attempt, on whatever hub they were: the run carries the trace with it. While a run waits no span is open.
/// </summary>
public static class WeaveTelemetry
{
    /// <summary>The name of the activity source: <c>AddSource(WeaveTelemetry.SourceName)</c>.</summary>
    public const string SourceName = "Weave";

    /// <summary>The name of the meter: <c>AddMeter(WeaveTelemetry.MeterName)</c>.</summary>
    public const string MeterName = "Weave";

    internal static readonly ActivitySource Source = new(SourceName);

    static readonly Meter meter = new(MeterName);

    internal static readonly Counter<long> RunsStarted = meter.CreateCounter<long>("weave.runs.started", "{run}", "Runs created.");
    internal static readonly Counter<long> RunsEnded = meter.CreateCounter<long>("weave.runs.ended", "{run}", "Runs that are over, by weave.state.");
    internal static readonly Counter<long> RunsResumed = meter.CreateCounter<long>("weave.runs.resumed", "{run}", "Runs that went on from a checkpoint.");
    internal static readonly UpDownCounter<long> RunsActive = meter.CreateUpDownCounter<long>("weave.runs.active", "{run}", "Runs claimed here.");
    internal static readonly Counter<long> Checkpoints = meter.CreateCounter<long>("weave.checkpoints", "{checkpoint}", "Checkpoints made durable, by weave.checkpoint.kind: full or delta.");
    internal static readonly Histogram<long> CheckpointSize = meter.CreateHistogram<long>("weave.checkpoint.size", "By", "Bytes of a checkpoint.");
    internal static readonly Histogram<double> CheckpointPause = meter.CreateHistogram<double>("weave.checkpoint.pause", "s", "How long a strand stood still for its checkpoint.");
    internal static readonly Histogram<double> CommitDuration = meter.CreateHistogram<double>("weave.commit.duration", "s", "How long the store took to make a commit durable.");
    internal static readonly Histogram<double> StepDuration = meter.CreateHistogram<double>("weave.step.duration", "s", "One attempt at a step, by weave.function and weave.outcome: value or failure.");
    internal static readonly Counter<long> EventsRaised = meter.CreateCounter<long>("weave.events.raised", "{event}", "Events raised here.");
    internal static readonly Counter<long> Moves = meter.CreateCounter<long>("weave.moves", "{move}", "Moves begun here, by weave.outcome: moved, refused or stayed.");
    internal static readonly Histogram<double> MovePause = meter.CreateHistogram<double>("weave.move.pause", "s", "How long a run stood still for its move, by weave.outcome.");
    internal static readonly Histogram<long> MoveSize = meter.CreateHistogram<long>("weave.move.size", "By", "Bytes sent for a move, by weave.outcome.");
    internal static readonly Counter<long> LeasesLost = meter.CreateCounter<long>("weave.hub.leases_lost", "{lease}", "Memberships that ended because they could not be renewed in time.");
}
