namespace Weave.Contracts;

/// <summary>What happens to a number that is read as a wider one.</summary>
public enum ConversionKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An integer becomes a float.</summary>
    IntegerToSingle,

    /// <summary>An integer becomes a double.</summary>
    IntegerToDouble,

    /// <summary>An integer becomes a decimal.</summary>
    IntegerToDecimal,

    /// <summary>A float becomes a double.</summary>
    SingleToDouble,

    /// <summary>A Half becomes a float.</summary>
    HalfToSingle,

    /// <summary>A Half becomes a double.</summary>
    HalfToDouble,
}
