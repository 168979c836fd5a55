namespace Weave.Analyzer.Ledger;

/// <summary>What weaving does with a kind of syntax or operation.</summary>
public enum Verdict
{
    /// <summary>Copied as it is; a required cut inside is refused by a rule of 01xx, and loops inside are not polled.</summary>
    Verbatim,

    /// <summary>Copied when no cut is inside, taken apart when one is.</summary>
    Lowered,

    /// <summary>Refused wherever it stands in a fragment function.</summary>
    Rejected,
}
