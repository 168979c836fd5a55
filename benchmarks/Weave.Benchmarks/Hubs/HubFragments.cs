using System.Diagnostics;

namespace Weave.Benchmarks.Hubs;

/// <summary>What is moved. Each goes round a loop, shows that it lives, and changes its state as it goes.</summary>
static partial class HubFragments
{
    /// <summary>4 KiB of state.</summary>
    [Fragment]
    public static long Small(int slot)
    {
        var state = new byte[4096];
        long rounds = 0;
        while (!Beats.IsOver(slot))
        {
            Beats.Beat(slot);
            state[rounds % state.Length]++;
            rounds++;
        }

        return rounds;
    }

    /// <summary>64 MiB in arrays, of which 1 % of the numbers change each second.</summary>
    [Fragment]
    public static long Arrays(int slot)
    {
        var arrays = new double[16][];
        for (var i = 0; i < arrays.Length; i++)
            arrays[i] = Filled(i);
        long rounds = 0;
        long changed = 0;
        var random = 88172645463325252UL;
        var began = Stopwatch.GetTimestamp();
        while (!Beats.IsOver(slot))
        {
            Beats.Beat(slot);
            for (var due = Due(began); changed < due; changed++)
            {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                arrays[random & 15][(random >> 8) & ((1 << 19) - 1)] = changed;
            }

            rounds++;
        }

        return rounds;
    }

    /// <summary>A million small objects.</summary>
    [Fragment]
    public static long Objects(int slot)
    {
        var all = new List<Cell>();
        for (var i = 0; i < 1_000_000; i++)
            all.Add(new Cell { Number = i, Next = i == 0 ? null : all[i / 2] });
        long rounds = 0;
        while (!Beats.IsOver(slot))
        {
            Beats.Beat(slot);
            all[(int)(rounds % all.Count)].Number++;
            rounds++;
        }

        return rounds;
    }

    /// <summary>A little state, and a sum that shows whether an iteration was lost or made twice.</summary>
    [Fragment]
    public static (long Rounds, ulong Sum) Checked(int slot)
    {
        var sum = (ulong)slot;
        long rounds = 0;
        while (!Beats.IsOver(slot))
        {
            Beats.Beat(slot);
            sum = Next(sum, rounds++);
        }

        return (rounds, sum);
    }

    /// <summary>What <see cref="Checked"/> comes to after so many rounds.</summary>
    public static ulong SumAfter(int slot, long rounds)
    {
        var sum = (ulong)slot;
        for (long i = 0; i < rounds; i++)
            sum = Next(sum, i);
        return sum;
    }

    static ulong Next(ulong sum, long round) => (sum ^ (ulong)round) * 0x100000001B3;

    static double[] Filled(int seed)
    {
        var array = new double[1 << 19];
        for (var i = 0; i < array.Length; i++)
            array[i] = Math.Sqrt(i + seed);
        return array;
    }

    /// <summary>How many numbers shall have changed by now: 1 % of 8 Mi each second.</summary>
    static long Due(long began) => (long)(Stopwatch.GetElapsedTime(began).TotalSeconds * ((8 << 20) / 100.0));
}
