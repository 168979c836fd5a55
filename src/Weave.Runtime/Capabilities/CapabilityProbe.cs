using Weave.Storage;

namespace Weave.Cluster;

/// <summary>Finds out what this host has.</summary>
public static class CapabilityProbe
{
    /// <summary>What a hub with these options announces.</summary>
    internal static HubInfo Announce(string id, HubOptions options)
    {
        var found = new HubInfo(id, "")
        {
            Cores = Environment.ProcessorCount,
            Memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            Host = Environment.MachineName,
        };
        return options.Announce?.Invoke(found) ?? found;
    }
}
