namespace Weave.Cluster;

/// <summary>What happened to a hub.</summary>
public enum HubEventKind
{
    /// <summary>It is a member.</summary>
    Joined,

    /// <summary>Something threatens its runs: they were asked to save themselves.</summary>
    AtRisk,

    /// <summary>What threatened them is over.</summary>
    Relieved,

    /// <summary>Its membership was over: its runs were stopped. It joins again when the store answers.</summary>
    Lost,

    /// <summary>Another hub has joined.</summary>
    PeerJoined,

    /// <summary>Another hub has left, or was not heard of for a lease: its runs go on elsewhere.</summary>
    PeerGone,

    /// <summary>It took runs.</summary>
    Claimed,

    /// <summary>It takes nothing more and gives away what it has.</summary>
    Draining,

    /// <summary>It has nothing left.</summary>
    Drained,
}
