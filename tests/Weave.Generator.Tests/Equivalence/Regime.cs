using Weave.Execution;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>When a woven call is stopped, and what happens to its frames meanwhile.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Policy">When; made anew for each call.</param>
/// <param name="Passage">What the frames go through.</param>
/// <param name="Every">Frames go through it at every so many captures, and go on as they are at the others.</param>
sealed record Regime(string Name, Func<StopPolicy> Policy, Passage Passage, int Every = 1)
{
    /// <summary>Regimes that do not depend on how often a call can be stopped.</summary>
    public static IEnumerable<Regime> Fixed { get; } =
    [
        new("no stop", static () => StopPolicy.None, Passage.None),
        new("every poll, same frames", static () => StopPolicy.EveryPoll, Passage.None),
        new("every poll, full checkpoints", static () => StopPolicy.EveryPoll, Passage.Full),
        new("every poll, delta chain", static () => StopPolicy.EveryPoll, Passage.Chain),
        new("every poll, delta chain loaded at each third", static () => StopPolicy.EveryPoll, Passage.Chain, Every: 3),
        new("every poll, poisoned frames", static () => StopPolicy.EveryPoll, Passage.Poison),
        new("random stops (seed 1), delta chain", static () => StopPolicy.Random(1, 0.5), Passage.Chain, Every: 2),
        new("random stops (seed 2), full checkpoints", static () => StopPolicy.Random(2, 0.3), Passage.Full),
    ];

    /// <summary>Stops once: at the first few captures, then at powers of two.</summary>
    public static IEnumerable<Regime> Single(long captures)
    {
        for (var n = 1L; n <= captures; n = n < 12 ? n + 1 : n * 2)
        {
            var at = n;
            yield return new($"capture {at} alone", () => StopPolicy.Nth(at), Passage.Full);
        }
    }

    /// <summary>True if the woven call keeps the caller's objects.</summary>
    public bool SameObjects => Passage == Passage.None;
}
