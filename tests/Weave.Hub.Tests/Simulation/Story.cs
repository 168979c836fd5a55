namespace Weave.Cluster.Tests.Simulation;

/// <summary>What befalls a simulated cluster.</summary>
public enum Story
{
    /// <summary>What chance decides: crashes, pauses, cuts, lost connections, moves.</summary>
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
}
