namespace Weave;

/// <summary>What a hub does with the code that a store holds.</summary>
public enum StoredModules
{
    /// <summary>A module that a run is pinned to is loaded and executed where this build's code cannot go on. Whoever can write the store can have the hub run their code.</summary>
    Trusted = 0,

    /// <summary>Nothing from the store is executed: a run that this build's code cannot go on with is blocked.</summary>
    Refused = 1,

    /// <summary>A module is loaded and executed if one of the keys that the hub trusts has signed it (<see cref="HubOptions.TrustedSigners"/>). Whoever can write the store can have the hub run nothing of his own.</summary>
    Signed = 2,
}
