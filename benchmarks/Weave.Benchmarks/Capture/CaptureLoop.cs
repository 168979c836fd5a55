using System.Diagnostics;
using Weave.Benchmarks.Reporting;
using Weave.Checkpoints;
using Weave.Execution;
using Weave.State;

namespace Weave.Benchmarks.Capture;

/// <summary>
/// The whole way, round and round on one thread: the woven code meets a request at its poll, unwinds into frames, these become the bytes of a full checkpoint,
/// the bytes become other frames, and those go on to the next poll.
/// </summary>
sealed class CaptureLoop
{
    readonly MemorySymbols symbols = new();
    readonly StrandEncoder encoder;
    readonly StrandDriver driver;
    readonly CaptureScenario scenario;
    long sequence;
    long batchStart;
    long allocatedStart;
    int inBatch;

    internal CaptureLoop(CaptureScenario scenario)
    {
        this.scenario = scenario;
        encoder = new StrandEncoder(symbols);
        driver = new StrandDriver(new StrandDriverOptions { Policy = StopPolicy.EveryPoll, OnCaptured = ThroughBytes });
    }

    /// <summary>Nanoseconds a capture, each the mean of a batch.</summary>
    internal Samples Times { get; } = new();

    /// <summary>Bytes of the largest checkpoint.</summary>
    internal int Bytes { get; private set; }

    /// <summary>Managed bytes allocated for one capture, on average over the last batch.</summary>
    internal long Allocated { get; private set; }

    internal void Run(int batches)
    {
        inBatch = -1;
        var polls = (batches * scenario.Batch) + 1;
        var (result, expected) = (scenario.Run(driver, polls), scenario.Expected(polls));
        if (result != expected)
            throw new BenchmarkFailedException($"{scenario.Name}: the result is {result} and should be {expected}.");
    }

    IReadOnlyList<Frame> ThroughBytes(IReadOnlyList<Frame> frames)
    {
        var header = new CheckpointHeader { Run = "order-42", Strand = "0", Epoch = 1, Sequence = sequence++, Modules = [0] };
        var checkpoint = encoder.Encode(frames, header, CheckpointKind.Full);
        var loaded = StrandDecoder.Decode([checkpoint], symbols).Frames;
        if (loaded.Count == scenario.Frames)
            Count(checkpoint.Bytes.Length);
        return loaded;
    }

    /// <summary>On its way down a deep stack is captured too; only what happens at full depth counts.</summary>
    void Count(int bytes)
    {
        Bytes = Math.Max(Bytes, bytes);
        if (++inBatch % scenario.Batch != 0)
            return;
        var (now, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        if (inBatch > 0)
        {
            Times.Add(batchStart, now, scenario.Batch);
            Allocated = (allocated - allocatedStart) / scenario.Batch;
        }

        (batchStart, allocatedStart) = (now, allocated);
    }
}
