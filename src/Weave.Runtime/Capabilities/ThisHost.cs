using System.Collections.Concurrent;
using Weave.Execution;
using Weave.Storage;

namespace Weave.Cluster;

/// <summary>The host of a hub, and what is known of the others.</summary>
/// <param name="info">What the hub announces.</param>
/// <param name="members">The members as they were last seen.</param>
sealed class ThisHost(HubInfo info, Func<IReadOnlyList<HubRecord>> members) : IStrandHost
{
    // Asked at every call of a function that says what it needs; what this host offers does not change.
    readonly ConcurrentDictionary<Capability, bool> lacks = new();
    readonly ConcurrentDictionary<string, bool> near = new(StringComparer.Ordinal);

    public string Id => info.Id;

    public IReadOnlyList<string> Missing(IEnumerable<string> needs) => Fitting.Missing(info.Offers, needs);

    public bool Offers(string offer) => info.Offers.Contains(offer);

    public bool Refuses(FragmentFunction function) => (function.Needs != Capability.None && lacks.GetOrAdd(function.Needs, static (needs, host) => host.Missing(OfferNames.Of(needs)).Count > 0, this)) || Nearer(function) is not null;

    /// <summary>A hub that is nearer to a function's data than this one and has what it needs; null when there is none, or when this one is near enough.</summary>
    public HubRecord? Nearer(FragmentFunction function)
    {
        if (function.Near is not { } data || near.GetOrAdd(data, static (name, host) => host.Offers(OfferNames.Data(name)), this))
            return null;
        var needs = OfferNames.Of(function.Needs).Append(OfferNames.Data(data)).ToArray();
        return members().FirstOrDefault(h => h.Hub.Id != info.Id && Fitting.Takes(h) && Fitting.Fits(h, needs));
    }

    /// <summary>Why a run with these needs waits, for people.</summary>
    public string WaitsFor(IReadOnlyCollection<string> needs) =>
        (members() is { Count: > 0 } others ? Fitting.WaitsFor(needs, others) : null) ?? $"a hub that offers {string.Join(", ", needs)}: '{info.Id}' lacks {string.Join(", ", Missing(needs))}";
}
