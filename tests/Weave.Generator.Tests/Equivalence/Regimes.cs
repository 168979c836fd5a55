using Weave.Testing;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>The regimes that every sample is run under.</summary>
static class Regimes
{
    /// <summary>Regimes that do not depend on how often a call can be stopped.</summary>
    public static IReadOnlyList<Regime> Fixed { get; } =
    [
        Regime.None with { Passage = Passage.None },
        Regime.Exhaustive with { Passage = Passage.None },
        Regime.Exhaustive with { Passage = Passage.Fresh },
        Regime.Exhaustive with { Passage = Passage.Chain },
        Regime.Exhaustive with { Passage = Passage.Chain, Each = 3 },
        Regime.Exhaustive with { Passage = Passage.Poison },
        Regime.Every,
        Regime.Random(1) with { Passage = Passage.Chain, Each = 2 },
        Regime.Random(2) with { Passage = Passage.Fresh },
        Regime.Random(3),
    ];

    /// <summary>Stops once: at the first few captures, then at powers of two.</summary>
    public static IEnumerable<Regime> Single(long captures)
    {
        for (var n = 1L; n <= captures; n = n < 12 ? n + 1 : n * 2)
            yield return Regime.AtCapture(n) with { Passage = Passage.Fresh };
    }
}
