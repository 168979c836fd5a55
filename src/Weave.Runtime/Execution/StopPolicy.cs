using System.ComponentModel;

namespace Weave.Execution;

/// <summary>When a <see cref="StrandDriver"/> asks the strand to stop, and which captures it shows to its hook.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StopPolicy
{
    readonly Func<long, bool> stopsAt;
    readonly Func<long, bool> armedAfter;

    StopPolicy(Func<long, bool> stopsAt, Func<long, bool> armedAfter)
    {
        this.stopsAt = stopsAt;
        this.armedAfter = armedAfter;
    }

    /// <summary>Only when <see cref="StrandDriver.RequestStop"/> is called, and at required waits.</summary>
    public static StopPolicy None { get; } = new(static _ => true, static _ => false);

    /// <summary>At every poll and every entry that can stop.</summary>
    public static StopPolicy EveryPoll { get; } = new(static _ => true, static _ => true);

    /// <summary>Shows the <paramref name="n"/>th capture alone (the first is 1) and runs at full speed after it.</summary>
    public static StopPolicy Nth(long n) => new(capture => capture == n, captures => captures < n);

    /// <summary>Stops at every poll, as <see cref="EveryPoll"/>, but shows each capture with this probability only; the same seed makes the same choices.</summary>
    public static StopPolicy Random(int seed, double probability)
    {
        var shown = new Random(seed);
        return new(_ => shown.NextDouble() < probability, static _ => true);
    }

    /// <summary>Stops at every poll, and shows each capture, as long as <paramref name="armed"/> says so.</summary>
    internal static StopPolicy While(Func<bool> armed) => new(static _ => true, _ => armed());

    /// <summary>Whether the hook sees capture number <paramref name="capture"/>.</summary>
    internal bool StopsAt(long capture) => stopsAt(capture);

    /// <summary>Whether the poll stays set after <paramref name="captures"/> captures.</summary>
    internal bool ArmedAfter(long captures) => armedAfter(captures);
}
