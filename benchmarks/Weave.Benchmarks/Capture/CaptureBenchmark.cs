using System.Diagnostics;
using Weave.Benchmarks.Reporting;
using Weave.Benchmarks.Tiering;
using Weave.State;

namespace Weave.Benchmarks.Capture;

/// <summary>What it takes to turn a running strand into bytes and back into a running strand.</summary>
public sealed class CaptureBenchmark(TextWriter output)
{
    static readonly TimeSpan warmTime = TimeSpan.FromSeconds(1);
    static readonly TimeSpan measuredTime = TimeSpan.FromSeconds(4);
    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    /// <summary>The methods that have to be in Tier-1 before anything is measured.</summary>
    static readonly MethodName[] methods =
    [
        .. MethodName.In(typeof(CaptureFragments), nameof(CaptureFragments.Small) + "__resume"),
        .. MethodName.In(typeof(CaptureFragments), nameof(CaptureFragments.Small) + "__cut1"),
        .. MethodName.In(CaptureFragments.SmallCall(1).Frame.GetType(), "Write"),
        .. MethodName.In(CaptureFragments.SmallCall(1).Frame.GetType(), "Read"),
        .. MethodName.In(typeof(StrandEncoder), nameof(StrandEncoder.Encode)),
        .. MethodName.In(typeof(StrandDecoder), nameof(StrandDecoder.Decode)),
    ];

    /// <summary>Returns the exit code.</summary>
    public int Run()
    {
        try
        {
            Measure();
            return 0;
        }
        catch (BenchmarkFailedException e)
        {
            output.WriteLine("FAILED: " + e.Message);
            return 1;
        }
    }

    void Measure()
    {
        output.WriteLine($"cores: {Environment.ProcessorCount}; runtime: {Environment.Version}");
        Warm();
        var table = new Table(
            new("strand", Left: true), new("frames"), new("bytes"), new("captures"), new("best ns"), new("median ns"), new("best ns/frame"), new("allocated"));
        var loops = CaptureScenario.All.Select(scenario => (Scenario: scenario, Loop: Measured(scenario))).ToArray();
        foreach (var (scenario, loop) in loops)
        {
            table.Add(
                scenario.Name, Figures.Count(scenario.Frames), Figures.Count(loop.Bytes), Figures.Count((long)loop.Times.Count * scenario.Batch), Figures.Text(loop.Times.Best, 0),
                Figures.Text(loop.Times.Median, 0), Figures.Text(loop.Times.Best / scenario.Frames, 0), Figures.Count(loop.Allocated));
        }

        table.Print(output, "capture + serialise (full checkpoint) + load + resume to the next poll: best and median batch, each the mean of thousands of values");
        output.WriteLine();
        output.WriteLine($"capture: ns8={Figures.Text(loops[0].Loop.Times.Best, 0)} bytes8={loops[0].Loop.Bytes}");
    }

    static CaptureLoop Measured(CaptureScenario scenario)
    {
        RunFor(new CaptureLoop(scenario), warmTime);
        GC.Collect();
        var measured = new CaptureLoop(scenario);
        RunFor(measured, measuredTime);
        return measured;
    }

    static void RunFor(CaptureLoop loop, TimeSpan time)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < time;)
            loop.Run(batches: 8);
    }

    /// <summary>Short runs until every method that matters has been seen to be in Tier-1.</summary>
    static void Warm()
    {
        using var tiers = new TierListener();
        for (var start = Stopwatch.GetTimestamp(); !tiers.AllOptimised(methods);)
        {
            if (Stopwatch.GetElapsedTime(start) > patience)
                throw new BenchmarkFailedException($"Not in Tier-1: {string.Join(", ", methods.Where(m => tiers.Of(m) != JitTier.Tier1))}.");
            foreach (var scenario in CaptureScenario.All.Where(s => s.Frames <= 10))
                new CaptureLoop(scenario with { Batch = 20 }).Run(batches: 1);
            Thread.Sleep(20);
        }
    }
}
