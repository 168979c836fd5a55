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

    internal static readonly Instrument<long> RunsStarted = new(meter.CreateCounter<long>("weave.runs.started", "{run}", "Runs created.").Add);
    internal static readonly Instrument<long> RunsEnded = new(meter.CreateCounter<long>("weave.runs.ended", "{run}", "Runs that are over, by weave.state.").Add);
    internal static readonly Instrument<long> RunsResumed = new(meter.CreateCounter<long>("weave.runs.resumed", "{run}", "Runs that went on from a checkpoint.").Add);
    internal static readonly Instrument<long> RunsActive = new(meter.CreateUpDownCounter<long>("weave.runs.active", "{run}", "Runs claimed here.").Add);
    internal static readonly Instrument<long> Checkpoints = new(meter.CreateCounter<long>("weave.checkpoints", "{checkpoint}", "Checkpoints made durable, by weave.checkpoint.kind: full or delta.").Add);
    internal static readonly Instrument<long> CheckpointSize = new(meter.CreateHistogram<long>("weave.checkpoint.size", "By", "Bytes of a checkpoint.").Record);
    internal static readonly Instrument<double> CheckpointPause = new(meter.CreateHistogram<double>("weave.checkpoint.pause", "s", "How long a strand stood still for its checkpoint.").Record);
    internal static readonly Instrument<double> CommitDuration = new(meter.CreateHistogram<double>("weave.commit.duration", "s", "How long the store took to make a commit durable.").Record);
    internal static readonly Instrument<double> StepDuration = new(meter.CreateHistogram<double>("weave.step.duration", "s", "One attempt at a step, by weave.function and weave.outcome: value or failure.").Record);
    internal static readonly Instrument<long> EventsRaised = new(meter.CreateCounter<long>("weave.events.raised", "{event}", "Events raised here.").Add);
    internal static readonly Instrument<long> Moves = new(meter.CreateCounter<long>("weave.moves", "{move}", "Moves begun here, by weave.outcome: moved, refused or stayed.").Add);
    internal static readonly Instrument<double> MovePause = new(meter.CreateHistogram<double>("weave.move.pause", "s", "How long a run stood still for its move, by weave.outcome.").Record);
    internal static readonly Instrument<long> MoveSize = new(meter.CreateHistogram<long>("weave.move.size", "By", "Bytes sent for a move, by weave.outcome.").Record);
    internal static readonly Instrument<long> LeasesLost = new(meter.CreateCounter<long>("weave.hub.leases_lost", "{lease}", "Memberships that ended because they could not be renewed in time.").Add);
}
