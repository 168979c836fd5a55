using Weave.Execution;
using Weave.Storage;

namespace Weave.Cluster;

/// <summary>The host of a hub, and what is known of the others.</summary>
/// <param name="info">What the hub announces.</param>
/// <param name="members">The members as they were last seen.</param>
sealed class ThisHost(HubInfo info, Func<IReadOnlyList<HubRecord>> members) : IStrandHost
{
    public string Id => info.Id;

    public IReadOnlyList<string> Missing(IEnumerable<string> needs) => Fitting.Missing(info.Offers, needs);

    public bool Offers(string offer) => info.Offers.Contains(offer);

    public bool Refuses(FragmentFunction function) => Missing(Offer.Of(function.Needs)).Count > 0 || Nearer(function) is not null;

    /// <summary>A hub that is nearer to a function's data than this one and has what it needs; null when there is none, or when this one is near enough.</summary>
    public HubRecord? Nearer(FragmentFunction function)
    {
        if (function.Near is not { } near || Offers(Offer.Data(near)))
            return null;
        var needs = Offer.Of(function.Needs).Append(Offer.Data(near)).ToArray();
        return members().FirstOrDefault(h => h.Hub.Id != info.Id && Fitting.Takes(h) && Fitting.Fits(h, needs));
    }

    /// <summary>Why a run with these needs waits, for people.</summary>
    public string WaitsFor(IReadOnlyCollection<string> needs) =>
        Fitting.WaitsFor(needs, members()) ?? $"a hub that offers {string.Join(", ", needs)}: '{info.Id}' lacks {string.Join(", ", Missing(needs))}";
}
