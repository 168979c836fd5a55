namespace Quickstart;

/// <summary>What came out of it.</summary>
sealed class Report(
    Workspace workspace, Corpus corpus, List<WorkerProcess> workers, long? killedAt, Summary result, Timing timing)
{
    /// <summary>The killed run, the plain method and the woven one left alone: all returned the same and wrote the same file, byte for byte.</summary>
    public bool Identical { get; } =
        result.SameAs(timing.Plain) && Same(workspace.Result, workspace.PlainResult)
        && result.SameAs(timing.Woven) && Same(workspace.Result, workspace.TimedResult);

    public void Print(TextWriter output)
    {
        output.WriteLine("top terms: " + string.Join(", ", result.Top.Select(term => $"{term.Word} {term.Count:N0}")));
        output.WriteLine($"index: {result.Terms:N0} terms, in {workspace.Result}");
        output.WriteLine($"identical: {(Identical ? "yes" : "no")}");
        output.WriteLine($"iterations done again after the kill: {DoneAgain()}");
        output.WriteLine($"checkpoints: {Checkpoints()}");
        output.WriteLine($"from opening the store to the first new iteration: {FirstNew()}");
        output.WriteLine(
            $"woven/plain time: {timing.WovenTime / timing.PlainTime:F2} ({timing.WovenTime.TotalMilliseconds:N0} ms as a run with checkpoints to disk,"
            + $" {timing.PlainTime.TotalMilliseconds:N0} ms as the plain method; best of {Timing.Rounds}, in turn, in this process, after a warm-up)");
    }

    string DoneAgain() => (killedAt, workers.LastOrDefault()?.First) switch
    {
        ({ } killed, { } first) => $"{killed + 1 - first.Line:N0} of {corpus.Lines:N0} (killed after line {killed:N0}, went on with line {first.Line:N0})",
        (null, not null) => "the job was over before it could be killed; give it more text",
        _ => "none, all lines were done",
    };

    string Checkpoints()
    {
        var (full, delta, bytes) = (workers.Sum(w => w.FullCheckpoints), workers.Sum(w => w.DeltaCheckpoints), workers.Sum(w => w.CheckpointBytes));
        return $"{full + delta} ({full} full, {delta} delta), {bytes:N0} bytes";
    }

    string FirstNew() => workers.LastOrDefault() switch
    {
        { First: { } first, FirstNew: { } next } => $"{next.Milliseconds:N0} ms (to the first iteration at all: {first.Milliseconds:N0} ms)",
        _ => "there was none",
    };

    static bool Same(string file, string other) => File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(other));
}
