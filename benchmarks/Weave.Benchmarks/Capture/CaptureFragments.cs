using Weave.Execution;

namespace Weave.Benchmarks.Capture;

/// <summary>Fragment functions whose frames are what a checkpoint is measured with.</summary>
public static partial class CaptureFragments
{
    /// <summary>What the three integers stay above: each takes a full eight bytes.</summary>
    const long Floor = 1L << 41;

    const long Seed = Floor + 0x1234567;
    const long Sum = Floor + 77;
    const double Scale = 0.125;
    const double Level = 3.5;
    const string Name = "carrier-west";
    static readonly DateTime since = new(2026, 8, 1, 12, 30, 15, DateTimeKind.Utc);

    /// <summary>At the cut of its loop these eight values live: three integers above 2^40, two doubles, a date, a text of 12 characters, eight integers.</summary>
    [Fragment]
    public static double Small(long left, long seed, long sum, double scale, double level, DateTime since, string name, int[] marks)
    {
        while (left != Floor)
        {
            seed = (seed ^ left) | Floor;
            sum += marks[(int)(seed & 7)];
            level += scale;
            left--;
        }
        return level + scale + seed + sum + since.Ticks + name.Length + marks[0];
    }

    /// <summary>As many frames as it is deep, stopped over and over at its bottom.</summary>
    [Fragment]
    public static long Deep(int depth, long rounds, long seed)
    {
        if (depth > 1)
        {
            var below = Deep(depth - 1, rounds, seed + depth);
            return below ^ (seed << 1);
        }
        while (rounds > 0)
        {
            seed = (seed * 31) ^ rounds;
            rounds--;
        }
        return seed;
    }

    /// <summary>A call of <see cref="Small"/> that polls this many times.</summary>
    internal static FragmentCall<double> SmallCall(int polls) => Fragments.Small(Floor + polls, Seed, Sum, Scale, Level, since, Name, Marks());

    /// <summary>The same call, plain.</summary>
    internal static double SmallPlain(int polls) => Small(Floor + polls, Seed, Sum, Scale, Level, since, Name, Marks());

    static int[] Marks() => [101, 202, 303, 404, 505, 606, 707, 808];
}
