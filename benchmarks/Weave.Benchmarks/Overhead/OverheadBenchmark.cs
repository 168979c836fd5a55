using System.Diagnostics;
using Weave.Benchmarks.Reporting;
using Weave.Benchmarks.Tiering;
using Weave.Execution;

namespace Weave.Benchmarks.Overhead;

/// <summary>What being woven costs a method that is not stopped, and how soon it stops when it is.</summary>
public sealed class OverheadBenchmark(TextWriter output)
{
    const int StackBudget = 14 << 20;
    const int Passes = 6;
    const int LeastRounds = 10;
    static readonly TimeSpan passTime = TimeSpan.FromMilliseconds(300);

    /// <summary>Returns the exit code: 1 for a wrong result or an allocation, whatever the times are.</summary>
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
        var suite = new KernelSuite();
        var results = suite.All.Select(k => new KernelResult(k)).ToArray();
        var ctx = new StrandDriver(new StrandDriverOptions { StackBudget = StackBudget }).Attach();
        output.WriteLine($"text: {suite.Text.Content.Length} characters of {suite.Text.Source}; cores: {Environment.ProcessorCount}; runtime: {Environment.Version}");

        var tiers = Warming.Warm(suite.All, ctx);
        for (var pass = 0; pass < Passes; pass++)
        {
            foreach (var result in results)
                MeasurePass(result, ctx);
        }

        PrintTimes(results, tiers);
        CheckAllocations(suite, ctx);
        using (var stops = new StopMeasurement(StackBudget))
        {
            foreach (var result in results)
                stops.Measure(result);
        }

        PrintStops(results);
        PrintSummary(results);
    }

    /// <summary>Rounds of one run of each variant. Each round begins with another variant, so that none is always the one after a collection.</summary>
    static void MeasurePass(KernelResult result, RunContext ctx)
    {
        var kernel = result.Kernel;
        kernel.Use(real: true);
        GC.Collect();
        var variants = kernel.Variants;
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; round < LeastRounds || Stopwatch.GetElapsedTime(start) < passTime; round++)
        {
            for (var i = 0; i < variants.Count; i++)
            {
                var variant = variants[(i + round) % variants.Count];
                kernel.Prepare();
                var before = Stopwatch.GetTimestamp();
                kernel.Run(variant, ctx);
                var after = Stopwatch.GetTimestamp();
                if (ctx.Unwinding)
                    throw new BenchmarkFailedException($"{kernel.Name} was captured although nobody asked for it.");
                result.Of(variant).Add(before, after);
                result.Check(variant.ToString());
            }
        }
    }

    void PrintTimes(KernelResult[] results, IReadOnlyDictionary<MethodName, JitTier> tiers)
    {
        var table = new Table(
            new("kernel", Left: true), new("rounds"), new("plain ms"), new("median"), new("woven ms"), new("median"), new("again ms"), new("median"), new("async ms"), new("median"),
            new("woven/plain"), new("medians"), new("async/woven"), new("noise"), new("tier", Left: true));
        foreach (var r in results)
        {
            var (plain, woven, control) = (r.Of(Variant.Plain), r.Of(Variant.Woven), r.Of(Variant.Control));
            var async = r.Kernel.HasAsync ? r.Of(Variant.Async) : null;
            table.Add(
                r.Kernel.Name, Figures.Count(plain.Count), Figures.Ms(plain.Best), Figures.Ms(plain.Median), Figures.Ms(woven.Best), Figures.Ms(woven.Median),
                Figures.Ms(control.Best), Figures.Ms(control.Median), async is null ? "" : Figures.Ms(async.Best), async is null ? "" : Figures.Ms(async.Median),
                Figures.Ratio(r.Overhead), Figures.Ratio(woven.Median / plain.Median), async is null ? "" : Figures.Ratio(r.AsyncRatio), Figures.Ratio(r.Noise),
                string.Join("/", r.Kernel.Methods.Select(m => tiers[m]).Distinct()));
        }

        table.Print(output, "time of one run, best and median; ratios are best to best");
    }

    void CheckAllocations(KernelSuite suite, RunContext ctx)
    {
        var table = new Table(new("function", Left: true), new("plain bytes"), new("woven bytes"), new("more"));
        var worse = new List<string>();
        foreach (var probe in suite.All.Select(AllocationProbe.Of).Concat(AllocationProbe.Fragments()))
        {
            var (plain, woven) = probe.Measure(ctx);
            table.Add(probe.Name, Figures.Count(plain), Figures.Count(woven), Figures.Count(woven - plain));
            if (woven > plain)
                worse.Add(probe.Name);
        }

        table.Print(output, "bytes allocated by one call that is not captured");
        if (worse.Count > 0)
            throw new BenchmarkFailedException($"The woven call allocates more: {string.Join(", ", worse)}.");
    }

    void PrintStops(KernelResult[] results)
    {
        var table = new Table(
            new("kernel", Left: true), new("stops"), new("best us"), new("p50"), new("p90"), new("p99"), new("worst"), new("first"), new("flag p50"), new("flag p99"), new("flag worst"), new("bytes"));
        foreach (var r in results)
        {
            var (stops, flags) = (r.Stops, r.Flags);
            table.Add(
                r.Kernel.Name, Figures.Count(stops.Count), Us(stops.Best), Us(stops.Median), Us(stops.Percentile(0.9)), Us(stops.Percentile(0.99)), Us(stops.Worst), Us(r.FirstStop.Best),
                Us(flags.Median), Us(flags.Percentile(0.99)), Us(flags.Worst), Figures.Text(r.CheckpointBytes, 0));
        }

        table.Print(output, "from the request on another thread to the captured stack, us; flag: a thread that only spins on a flag, in turn with the stops");

        static string Us(double ns) => Figures.Text(ns / 1e3, 1);
    }

    void PrintSummary(KernelResult[] results)
    {
        var loops = results.Where(r => r.Kernel.Group == KernelGroup.Loop).ToArray();
        var worst = loops.MaxBy(r => r.Overhead)!;
        output.WriteLine();
        output.WriteLine(
            $"overhead: loops={Figures.Ratio(Samples.GeometricMean(loops.Select(r => r.Overhead)))} worst={Figures.Ratio(worst.Overhead)} ({worst.Kernel.Name}) " +
            $"recursion={Figures.Ratio(results.Where(r => r.Kernel.Group == KernelGroup.Recursion).Max(r => r.Overhead))} " +
            $"async={Figures.Text(Samples.GeometricMean(results.Where(r => r.Kernel.HasAsync).Select(r => r.AsyncRatio)), 2)} " +
            $"stop={Figures.Ms(results.Max(r => r.Stops.Percentile(0.99)))} noise={Figures.Ratio(Samples.GeometricMean(results.Select(r => r.Noise)))}");
    }
}
