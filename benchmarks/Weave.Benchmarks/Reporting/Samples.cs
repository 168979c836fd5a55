using System.Diagnostics;

namespace Weave.Benchmarks.Reporting;

/// <summary>Times of one thing, in nanoseconds.</summary>
public sealed class Samples
{
    static readonly double nanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    readonly List<double> values = [];
    bool sorted;

    public int Count => values.Count;

    public double Best => Percentile(0);

    public double Median => Percentile(0.5);

    public double Worst => Percentile(1);

    /// <summary>Adds what passed between two timestamps of <see cref="Stopwatch"/>, divided by how often the thing was done.</summary>
    public void Add(long start, long end, int times = 1)
    {
        values.Add((end - start) * nanosecondsPerTick / times);
        sorted = false;
    }

    /// <summary>The smallest value that at least this share of all values does not exceed.</summary>
    public double Percentile(double share)
    {
        if (!sorted)
            values.Sort();
        sorted = true;
        return values[Math.Clamp((int)Math.Ceiling(share * values.Count) - 1, 0, values.Count - 1)];
    }

    public static double GeometricMean(IEnumerable<double> ratios) => Math.Exp(ratios.Average(Math.Log));
}
