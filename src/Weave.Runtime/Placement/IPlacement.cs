using Weave.Storage;

namespace Weave.Cluster;

/// <summary>Where something should run. Asked when runs are taken, when a hub is drained, and when a fragment needs what its hub does not have.</summary>
public interface IPlacement
{
    /// <summary>The hub that should take a run; null when none of them fits.</summary>
    /// <param name="hubs">The members that are to be had, by id.</param>
    /// <param name="needs">What the hub must offer: see <see cref="HubInfo.Offers"/>.</param>
    HubRecord? Choose(IReadOnlyList<HubRecord> hubs, IReadOnlyCollection<string> needs);
}
