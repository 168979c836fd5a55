using System.Diagnostics;

namespace Weave.Cluster.Tests.Moving;

/// <summary>Runs that show how long they stand still.</summary>
public static partial class Paces
{
    static long last;

    public static volatile bool Over;

    public static long Longest;

    public static long Beats;

    public static bool Beat()
    {
        var now = Stopwatch.GetTimestamp();
        if (last != 0 && now - last > Longest)
            Longest = now - last;
        last = now;
        Beats++;
        return !Over;
    }

    [Fragment]
    public static async Task<long> Small()
    {
        var state = new byte[4096];
        long rounds = 0;
        while (Beat())
            state[rounds++ % state.Length]++;
        return rounds;
    }

    [Fragment]
    public static async Task<long> Arrays()
    {
        var arrays = new double[16][];
        for (var i = 0; i < arrays.Length; i++)
            arrays[i] = new double[1 << 19];
        long rounds = 0;
        var seed = 88172645463325252UL;
        while (Beat())
        {
            // About 84 thousand numbers a second are one percent.
            if (rounds++ % 64 == 0)
            {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                arrays[seed & 15][(seed >> 8) & ((1 << 19) - 1)] = rounds;
            }
        }

        return rounds;
    }

    [Fragment]
    public static async Task<long> Objects(int count)
    {
        var all = new List<Bead>();
        for (var i = 0; i < count; i++)
            all.Add(new Bead { Number = i, Next = i == 0 ? null : all[i / 2] });
        long rounds = 0;
        while (Beat())
            all[(int)(rounds++ % count)].Number++;
        return rounds;
    }

    public sealed class Bead
    {
        public int Number { get; set; }

        public Bead? Next { get; set; }
    }
}
