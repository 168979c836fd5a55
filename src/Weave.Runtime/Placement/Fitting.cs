using Weave.Storage;

namespace Weave.Cluster;

/// <summary>What hubs have and runs need, compared.</summary>
static class Fitting
{
    /// <summary>Whether a hub takes runs at all.</summary>
    public static bool Takes(HubRecord hub) => hub.State == HubState.Active && hub.LeaseLeft > TimeSpan.Zero;

    /// <summary>Whether a hub offers all of it.</summary>
    public static bool Fits(HubRecord hub, IEnumerable<string> needs) => Missing(hub.Hub.Offers, needs).Count == 0;

    /// <summary>What is needed and not offered.</summary>
    public static IReadOnlyList<string> Missing(IReadOnlyCollection<string> offers, IEnumerable<string> needs) => [.. needs.Where(n => !offers.Contains(n))];

    /// <summary>How many of so many runs that anybody may take are this hub's to take, if each goes where it is placed.</summary>
    public static int Share(IPlacement placement, IReadOnlyList<HubRecord> hubs, string hub, int runs)
    {
        var loaded = hubs.ToArray();
        var share = 0;
        for (var i = 0; i < runs; i++)
        {
            if (placement.Choose(loaded, []) is not { } chosen)
                break;
            share += chosen.Hub.Id == hub ? 1 : 0;
            var at = Array.FindIndex(loaded, h => h.Hub.Id == chosen.Hub.Id);
            loaded[at] = loaded[at] with { Load = loaded[at].Load with { Runs = loaded[at].Load.Runs + 1, Running = loaded[at].Load.Running + 1 } };
        }

        return share;
    }

    /// <summary>Why a run waits that no hub fits, for people; null when one does, or when it needs nothing.</summary>
    public static string? WaitsFor(IReadOnlyCollection<string> needs, IReadOnlyList<HubRecord> hubs)
    {
        if (needs.Count == 0 || hubs.Any(h => Takes(h) && Fits(h, needs)))
            return null;
        var lacks = hubs.Where(Takes).Select(h => $"'{h.Hub.Id}' lacks {string.Join(", ", Missing(h.Hub.Offers, needs))}").ToList();
        return $"a hub that offers {string.Join(", ", needs)}: {(lacks.Count == 0 ? "there is none that takes runs" : string.Join("; ", lacks))}";
    }
}
