using Weave;

namespace Cluster;

/// <summary>The long computation: plain loops over plain numbers, without a wait. It is stopped between two iterations, wherever it is.</summary>
static partial class Collatz
{
    /// <summary>A sum over the numbers from 1 to <paramref name="last"/>, each with the steps that it takes to reach 1: one wrong step anywhere, and it is another.</summary>
    [Fragment]
    public static ulong Sum(int seed, int last)
    {
        var sum = (ulong)seed;
        for (var start = 1; start <= last; start++)
        {
            var steps = 0;
            for (var n = (ulong)start; n != 1; n = n % 2 == 0 ? n / 2 : (3 * n) + 1)
                steps++;
            sum = (sum ^ (ulong)steps) * 0x100000001B3;
        }

        return sum;
    }
}
