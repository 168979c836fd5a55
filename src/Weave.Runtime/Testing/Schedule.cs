using System.Numerics;
using Weave.Execution;

namespace Weave.Testing;

/// <summary>A regime at work on one call: counts the hits of each cut and says which of them are taken.</summary>
/// <param name="regime">The regime.</param>
/// <param name="watched">False for a call that is not stopped at all.</param>
/// <param name="seed">Of random stops.</param>
sealed class Schedule(Regime regime, bool watched, int seed)
{
    /// <summary>Hits of one cut that <c>every</c> takes before it waits for powers of two.</summary>
    const long FirstHits = 8;

    /// <summary>Bytes of state that <c>every</c> may encode for one call. Beyond it the call runs to its end at full speed.</summary>
    const long MostBytes = 16 << 20;

    /// <summary>Stops after which <c>every</c> has seen enough of one call: only powers of two would follow.</summary>
    const long MostStops = 1 << 18;

    // Calls inside the call spend from it too, and asynchronous ones go on wherever they like.
    readonly Lock gate = new();
    readonly Dictionary<(FragmentFunction Function, int Cut), long> hits = [];
    readonly Random random = new(seed);
    long stops;
    long bytes;
    bool over = !watched || regime.Kind == RegimeKind.None;

    /// <summary>True while the call has to be stopped wherever it can be.</summary>
    public bool IsArmed => !Volatile.Read(ref over);

    /// <summary>How often the cut has been reached, this time included.</summary>
    public long Hits(FragmentFunction function, int cut)
    {
        lock (gate)
            return hits.GetValueOrDefault((function, cut));
    }

    /// <summary>Counts a stop; true if the frames have to go through the passage.</summary>
    public bool Takes(FragmentFunction function, int cut)
    {
        lock (gate)
            return Count(function, cut);
    }

    /// <summary>Counts what a state took.</summary>
    public void Spend(long count)
    {
        lock (gate)
        {
            bytes += count;
            if (regime.Kind is RegimeKind.Every or RegimeKind.Random && bytes > MostBytes)
                over = true;
        }
    }

    bool Count(FragmentFunction function, int cut)
    {
        stops++;
        var hit = hits.GetValueOrDefault((function, cut)) + 1;
        hits[(function, cut)] = hit;
        if (over)
            return false;
        switch (regime.Kind)
        {
            case RegimeKind.Every:
                over = stops >= MostStops;
                return hit <= FirstHits || BitOperations.IsPow2(hit);
            case RegimeKind.Exhaustive:
                return true;
            case RegimeKind.Random:
                return random.Next(10) < 3;
            case RegimeKind.Cut:
                return over = hit == regime.Number && function.Cuts[cut].Id == regime.Cut;
            case RegimeKind.Capture:
                return over = stops == regime.Number;
            default:
                return false;
        }
    }
}
