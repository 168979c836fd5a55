namespace Weave.Testing;

/// <summary>A woven call did not do what the plain one did.</summary>
public sealed class EquivalenceException : WeaveException
{
    internal EquivalenceException(Comparison comparison)
        : base($"The woven call is {comparison}.", $"Run it under regime '{comparison.Regime}' to repeat it, and please report it: the plain method is always right.") =>
        Comparison = comparison;

    /// <summary>Both sides.</summary>
    public Comparison Comparison { get; }
}
