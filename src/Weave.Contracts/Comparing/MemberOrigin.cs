namespace Weave.Contracts;

/// <summary>Where the value of a member comes from.</summary>
public enum MemberOrigin
{
    /// <summary>A member of the old layout.</summary>
    Old,

    /// <summary>Nowhere: it is new.</summary>
    Default,

    /// <summary>A <c>[Migrates]</c> method.</summary>
    Migration,
}
