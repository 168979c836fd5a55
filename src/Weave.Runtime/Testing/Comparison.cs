namespace Weave.Testing;

/// <summary>What came of running one call plain and woven.</summary>
/// <param name="Regime">The regime of the woven call.</param>
/// <param name="Plain">What the plain call did.</param>
/// <param name="Woven">What the woven call did.</param>
/// <param name="Difference">Null if they are alike, else the first difference.</param>
/// <param name="Captures">Stops of the woven call.</param>
/// <param name="Cuts">The cuts it stopped at: of all frames, outermost first.</param>
public sealed record Comparison(Regime Regime, Observation Plain, Observation Woven, string? Difference, long Captures, IReadOnlyList<string> Cuts)
{
    /// <summary>True if plain and woven were alike.</summary>
    public bool IsEqual => Difference is null;

    /// <summary>Does nothing if they were alike.</summary>
    /// <exception cref="EquivalenceException">They were not.</exception>
    public Comparison ThrowIfDifferent() => IsEqual ? this : throw new EquivalenceException(this);

    /// <inheritdoc/>
    public override string ToString() => IsEqual
        ? $"equal under '{Regime}' ({Captures} captures)"
        : $"different under '{Regime}': {Difference}; it had stopped at {(Cuts.Count == 0 ? "no cut" : string.Join(", ", Cuts.TakeLast(6)))}";
}
