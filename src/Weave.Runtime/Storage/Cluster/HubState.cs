namespace Weave.Storage;

/// <summary>Where a hub is in its membership.</summary>
public enum HubState
{
    /// <summary>Runs what it is given.</summary>
    Active = 0,

    /// <summary>Moves everything away and takes nothing new.</summary>
    Draining = 1,
}
