namespace Weave.Cluster;

/// <summary>Who has to act when a membership begins, is in danger, or is over. Called on the member's own threads: nothing here may wait.</summary>
interface IMembership
{
    /// <summary>How busy the hub is now.</summary>
    Storage.HubLoad Load { get; }

    /// <summary>It is a member, as of now: for the first time, or again under a new incarnation.</summary>
    void Joined();

    /// <summary>Two thirds of the lease have passed without an answer: what would be lost should be saved.</summary>
    void AtRisk();

    /// <summary>The membership is over: everything that was claimed under it must stop at once.</summary>
    void Lost(string reason);

    /// <summary>The members were looked at.</summary>
    void Looked(IReadOnlyList<Storage.HubRecord> before, IReadOnlyList<Storage.HubRecord> now);
}
