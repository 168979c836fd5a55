namespace Weave.Benchmarks.Overhead;

/// <summary>The ways in which a kernel is run; each is a column of its own in every round.</summary>
public enum Variant
{
    /// <summary>The method as it was written.</summary>
    Plain,

    /// <summary>Its woven twin.</summary>
    Woven,

    /// <summary>The plain method once more: what differs from the first time is noise.</summary>
    Control,

    /// <summary>The twin that a user would write today.</summary>
    Async,
}
