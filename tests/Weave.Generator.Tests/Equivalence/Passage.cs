namespace Weave.Generator.Tests.Equivalence;

/// <summary>What captured frames go through before they go on.</summary>
enum Passage
{
    /// <summary>Nothing: the same objects go on.</summary>
    None,

    /// <summary>A full checkpoint, loaded.</summary>
    Full,

    /// <summary>A chain of deltas, loaded.</summary>
    Chain,

    /// <summary>A full checkpoint, loaded, and garbage in every field that the cut's contract does not name.</summary>
    Poison,
}
