using System.Diagnostics;
using System.Runtime.CompilerServices;
using Weave.Benchmarks.Capture;
using Weave.Checkpoints;
using Weave.Execution;
using Weave.State;

namespace Weave.Benchmarks.Overhead;

/// <summary>
/// Stops a kernel from another thread while it runs in Tier-1, again and again: captured, encoded, decoded, resumed, and compared at the end.
/// In turn with each stop the same two threads play the same game with a bare flag: what that takes is the machine's, not Weave's.
/// </summary>
sealed class StopMeasurement : IDisposable
{
    const int WarmStops = 20;
    const int Stops = 200;

    readonly Requester requester = new();
    readonly MemorySymbols symbols = new();
    readonly StrandDriver driver;
    readonly Action requestStop;
    readonly Action raiseFlag;
    CheckpointHeader header = new() { Run = "order-42", Strand = "0", Epoch = 1, Sequence = 0, Modules = [0] };
    long bytes;
    volatile bool flag;

    internal StopMeasurement(int stackBudget)
    {
        driver = new StrandDriver(new StrandDriverOptions { StackBudget = stackBudget, OnCaptured = ThroughBytes });
        requestStop = () => driver.RequestStop();
        raiseFlag = () => flag = true;
    }

    internal void Measure(KernelResult result)
    {
        result.Kernel.Use(real: true);
        bytes = 0;
        for (var i = 0; i < WarmStops + Stops; i++)
        {
            var (requested, captured) = StopOnce(result.Kernel);
            result.Kernel.Resume(driver);
            result.Check("stopped and resumed");
            (i == 0 ? result.FirstStop : i < WarmStops ? null : result.Stops)?.Add(requested, captured);

            var (raised, seen) = SeeFlag();
            if (i >= WarmStops)
                result.Flags.Add(raised, seen);
        }

        result.CheckpointBytes = bytes / (double)(WarmStops + Stops);
    }

    public void Dispose() => requester.Dispose();

    (long Requested, long Captured) StopOnce(Kernel kernel)
    {
        var ctx = driver.Attach();
        requester.Arm(requestStop);
        do
        {
            kernel.Prepare();
            kernel.RunWoven(ctx);
        }
        while (!ctx.Unwinding);
        var captured = Stopwatch.GetTimestamp();
        return (requester.RequestedAt(), captured);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    (long Raised, long Seen) SeeFlag()
    {
        flag = false;
        requester.Arm(raiseFlag);
        while (!flag)
        {
        }

        var seen = Stopwatch.GetTimestamp();
        return (requester.RequestedAt(), seen);
    }

    IReadOnlyList<Frame> ThroughBytes(IReadOnlyList<Frame> frames)
    {
        header = header with { Sequence = header.Sequence + 1 };
        var checkpoint = new StrandEncoder(symbols).Encode(frames, header, CheckpointKind.Full);
        bytes += checkpoint.Bytes.Length;
        return StrandDecoder.Decode([checkpoint], symbols).Frames;
    }
}
