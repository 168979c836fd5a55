using Weave.Benchmarks.Tiering;
using Weave.Execution;

namespace Weave.Benchmarks.Overhead;

/// <summary>
/// Brings every method that is measured to Tier-1, and proves it. Short inputs first: the runtime counts calls, and a method that only sits in a long
/// loop is replaced in the loop and stays in that code.
/// </summary>
static class Warming
{
    const int Calls = 40;
    const int RealCalls = 12;
    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns the tier of each method by its name.</summary>
    internal static IReadOnlyDictionary<MethodName, JitTier> Warm(IReadOnlyList<Kernel> kernels, RunContext ctx)
    {
        using var tiers = new TierListener();
        var methods = kernels.SelectMany(k => k.Methods).ToArray();
        var start = TimeProvider.System.GetTimestamp();
        while (!tiers.AllOptimised(methods))
        {
            if (TimeProvider.System.GetElapsedTime(start) > patience)
            {
                var missing = methods.Where(m => tiers.Of(m) != JitTier.Tier1).Select(m => $"{m.Type}.{m.Method} ({tiers.Of(m)})");
                throw new BenchmarkFailedException($"Not in Tier-1 after {patience.TotalSeconds:F0} s: {string.Join(", ", missing)}");
            }

            RunAll(kernels, ctx, real: false, Calls);
            Thread.Sleep(50);
        }

        // What the kernels call in the base library is compiled again while real inputs run.
        for (var i = 0; i < 3; i++)
        {
            RunAll(kernels, ctx, real: true, RealCalls);
            Thread.Sleep(250);
        }

        return methods.Distinct().ToDictionary(m => m, tiers.Of);
    }

    static void RunAll(IReadOnlyList<Kernel> kernels, RunContext ctx, bool real, int calls)
    {
        foreach (var kernel in kernels)
        {
            kernel.Use(real);
            for (var i = 0; i < calls; i++)
            {
                foreach (var variant in kernel.Variants)
                {
                    kernel.Prepare();
                    kernel.Run(variant, ctx);
                }
            }
        }
    }
}
