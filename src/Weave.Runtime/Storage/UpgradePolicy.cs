namespace Weave;

/// <summary>Which code goes on with a run that other code has started.</summary>
public enum UpgradePolicy
{
    /// <summary>The new code, if every cut and type that the run's state uses is the same in it; else the module the run is pinned to.</summary>
    WhenIdentical = 0,

    /// <summary>The module the run is pinned to, always.</summary>
    Pinned = 1,

    /// <summary>The new code, if the run's state is the same in it or maps to it without loss; else the module the run is pinned to.</summary>
    WhenMapped = 2,
}
