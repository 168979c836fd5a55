namespace Weave.Contracts;

/// <summary>What becomes of saved state under other code.</summary>
public enum Verdict
{
    /// <summary>It is read as it is.</summary>
    Identical,

    /// <summary>It is read by names: what is new gets its default, what is gone is kept aside, what was widened is converted.</summary>
    Maps,

    /// <summary>It can be read when its author says how: <c>[WasNamed]</c>, <c>[WasCut]</c>, <c>[Migrates]</c>, <c>[Drops]</c>.</summary>
    NeedsMigration,

    /// <summary>It goes on with the old code only.</summary>
    Incompatible,
}
