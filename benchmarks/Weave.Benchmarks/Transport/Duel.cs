namespace Weave.Benchmarks.Transport;

/// <summary>Times of two contestants, taken in turns.</summary>
sealed class Duel
{
    readonly List<(double Base, double Ours)> rounds = [];

    /// <summary>Ours by theirs: the median of the rounds.</summary>
    internal double Ratio => Median(rounds.Select(static r => r.Ours / r.Base));

    internal void Add(double theirs, double ours) => rounds.Add((theirs, ours));

    internal IEnumerable<string> Cells(Func<double, int, string> text) => [text(Median(rounds.Select(static r => r.Base)), 1), text(Median(rounds.Select(static r => r.Ours)), 1), text(Ratio, 3)];

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
