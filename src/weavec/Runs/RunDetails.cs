using Weave.Checkpoints;
using Weave.Codecs;
using Weave.Inspection;
using Weave.Storage;

namespace Weave.Tool.Runs;

/// <summary>Everything a store says of one run.</summary>
/// <param name="Run">What is listed of it.</param>
/// <param name="Reason">Why it failed, was cancelled or set aside; null otherwise.</param>
/// <param name="At">The cut that its innermost frame stands at, or why that cannot be said.</param>
/// <param name="Checkpoints">What is stored of its strands.</param>
/// <param name="Messages">What it has not taken yet.</param>
/// <param name="Timers">What it waits for by the clock.</param>
sealed record RunDetails(
    RunView Run, string? Reason, string? At, IReadOnlyList<RunDetails.Checkpoint> Checkpoints, IReadOnlyList<RunDetails.Message> Messages, IReadOnlyList<RunDetails.Timer> Timers)
{
    /// <summary>Which hub it waits for, because none has what it needs; null otherwise.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>The run that its inner frames have become, or null.</summary>
    public string? Inner { get; init; }

    /// <summary>The run whose inner frames it is, or null.</summary>
    public string? Caller { get; init; }

    public static RunDetails Of(StoredRun stored, StoreInspector inspector) => new(
        RunView.Of(stored.Record),
        ReasonOf(stored.Record, inspector),
        Innermost(stored, inspector),
        [.. stored.Checkpoints.Select(static c => new Checkpoint(c.Strand, c.Sequence, c.Base, c.Bytes.Length, c.Blobs.Count))],
        [.. stored.Inbox.Select(static m => new Message(m.Id, m.Kind, m.Subject, m.Payload.Length))],
        [.. stored.Timers.Select(static t => new Timer(t.Strand, t.Key, t.Due))]);

    static string? ReasonOf(RunRecord record, StoreInspector inspector)
    {
        if (record.State is not (RunState.Failed or RunState.Cancelled or RunState.Quarantined) || record.Outcome.IsEmpty)
            return null;
        try
        {
            var error = ExceptionCodec.Decode(inspector.OutcomeOf(record));
            return $"{(error as CapturedException)?.OriginalType ?? error.GetType().ToString()}: {error.Message}";
        }
        catch (WeaveException e)
        {
            return e.Message;
        }
    }

    static string? Innermost(StoredRun stored, StoreInspector inspector)
    {
        try
        {
            var run = stored.Record.Run;
            var frames = CheckpointReader.OpenAll(stored.Checkpoints.Select(c => inspector.Open(c, run)), inspector.Symbols, run).Select(static c => c.Frames.LastOrDefault());
            return frames.LastOrDefault(static f => f is not null) is { } frame ? $"{frame.Cut} in {frame.Function}" : null;
        }
        catch (WeaveException e)
        {
            return e.Message;
        }
    }

    /// <summary>One stored checkpoint.</summary>
    internal sealed record Checkpoint(string Strand, long Sequence, long Base, int Bytes, int Blobs);

    /// <summary>One inbox message.</summary>
    internal sealed record Message(string Id, MessageKind Kind, string Subject, int Bytes);

    /// <summary>One timer.</summary>
    internal sealed record Timer(string Strand, string Key, DateTimeOffset? Due);
}
