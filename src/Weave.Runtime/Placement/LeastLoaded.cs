using Weave.Storage;

namespace Weave.Cluster;

/// <summary>The least loaded hub that fits: the one with the fewest runs for each of its cores, where one that waits counts little.</summary>
public sealed class LeastLoaded : IPlacement
{
    /// <summary>So many runs that wait weigh as much as one that computes.</summary>
    const double WaitingForOne = 16;

    /// <inheritdoc/>
    public HubRecord? Choose(IReadOnlyList<HubRecord> hubs, IReadOnlyCollection<string> needs)
    {
        ArgumentNullException.ThrowIfNull(hubs);
        ArgumentNullException.ThrowIfNull(needs);
        return hubs.Where(h => Fitting.Takes(h) && Fitting.Fits(h, needs)).MinBy(Weight);
    }

    static double Weight(HubRecord hub) => (hub.Load.Running + ((hub.Load.Runs - hub.Load.Running) / WaitingForOne)) / Math.Max(1, hub.Hub.Cores);
}
