using System.Diagnostics;
using Weave.Benchmarks.Reporting;
using Weave.Benchmarks.Tiering;
using Weave.State;

namespace Weave.Benchmarks.Capture;

/// <summary>What it takes to turn a running strand into bytes and back into a running strand.</summary>
public sealed class CaptureBenchmark(TextWriter output)
{
    const int Passes = 5;
    static readonly TimeSpan passTime = TimeSpan.FromSeconds(0.8);
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
        foreach (var scenario in CaptureScenario.All)
            RunFor(new CaptureLoop(scenario), passTime);
        GC.Collect();
        var loops = CaptureScenario.All.Select(scenario => new CaptureLoop(scenario)).ToArray();
        for (var pass = 0; pass < Passes; pass++)
        {
            foreach (var loop in loops)
                RunFor(loop, passTime);
        }

        Print(loops);
    }

    void Print(CaptureLoop[] loops)
    {
        var table = new Table(
            new("strand", Left: true), new("frames"), new("bytes"), new("captures"), new("best ns"), new("median ns"), new("of it GC"), new("best ns/frame"), new("allocated"));
        foreach (var loop in loops)
        {
            var scenario = loop.Scenario;
            table.Add(
                scenario.Name, Figures.Count(scenario.Frames), Figures.Count(loop.Bytes), Figures.Count(loop.Captures), Figures.Text(loop.BestNs, 0),
                Figures.Text(loop.Times.Median + loop.CollectionNs, 0), Figures.Text(loop.CollectionNs, 0), Figures.Text(loop.BestNs / scenario.Frames, 0), Figures.Count(loop.Allocated));
        }

        table.Print(output, "capture + serialise (full checkpoint) + load + resume to the next poll: best and median batch, with the mean share of collections");
        output.WriteLine();
        output.WriteLine($"capture: ns8={Figures.Text(loops[0].BestNs, 0)} bytes8={loops[0].Bytes}");
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
