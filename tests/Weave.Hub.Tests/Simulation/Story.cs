namespace Weave.Cluster.Tests.Simulation;

/// <summary>What befalls a simulated cluster.</summary>
public enum Story
{
    /// <summary>What chance decides: crashes, pauses, cuts, lost connections, moves, drains.</summary>
    Chance,

    /// <summary>Nothing.</summary>
    Work,

    /// <summary>The first hub dies, and comes back.</summary>
    Failover,

    /// <summary>Runs are moved about.</summary>
    Moving,

    /// <summary>Inner frames are moved about, and now and then whole runs.</summary>
    Inner,

    /// <summary>What chance decides, with moves of inner frames among it.</summary>
    InnerChance,

    /// <summary>Runs wait for events, and are moved about meanwhile.</summary>
    Events,

    /// <summary>The first hub drains, closes, and comes back.</summary>
    Draining,

    /// <summary>Runs need what only some hubs have, or none yet.</summary>
    Places,

    /// <summary>A run is of another build than the hubs are, and moved about.</summary>
    Builds,
}
