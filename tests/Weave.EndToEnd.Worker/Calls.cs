using Weave.EndToEnd.Scenarios;

namespace Weave.EndToEnd;

/// <summary>The runs that can be started, by name.</summary>
static class Calls
{
    public static async Task<RunHandle> StartAsync(Hub hub, string name, string id, string folder) => name switch
    {
        "ship" => await hub.StartAsync(Shipping.Fragments.Ship(2, Path.Combine(folder, "ledger")), id),
        "survey" => await hub.StartAsync(Surveying.Fragments.Survey(Surveying.Rounds), id),
        "share" => await hub.StartAsync(Sharing.Fragments.Outer(Sharing.Items), id),
        "haul" => await hub.StartAsync(Hauling.Fragments.Haul(300_000), id),
        "sleep" => await hub.StartAsync(Sleeping.Fragments.Sleep(), id),
        "spin" => await hub.StartAsync(Spinning.Fragments.Spin(Spinning.Turns, 7), id),
        "spin-on" => await hub.StartAsync(Spinning.Fragments.Spin(long.MaxValue, 7), id),
        "die" => await hub.StartAsync(Failing.Fragments.Die(), id),
        "fail" => await hub.StartAsync(Failing.Fragments.Fail(3), id),
        "same" => await hub.StartAsync(Changing.Fragments.Same(folder), id),
        "later" => await hub.StartAsync(Changing.Fragments.Later(folder), id),
        "anchor" => await hub.StartAsync(Changing.Fragments.Anchor(folder), id),
        "contract" => await hub.StartAsync(Changing.Fragments.Contract(folder), id),
        "wider" => await hub.StartAsync(Changing.Fragments.Wider(folder), id),
        "buggy" => await hub.StartAsync(Changing.Fragments.Buggy(folder), id),
        "lost" => await hub.StartAsync(Changing.Fragments.Lost(folder), id),
        "carry" => await hub.StartAsync(Changing.Fragments.Carry(folder), id),
        "onward" => await hub.StartAsync(Changing.Fragments.Onward(folder), id),
#if !NEXT
        "gone" => await hub.StartAsync(Changing.Fragments.Gone(folder), id),
#endif
        _ => throw new ArgumentException($"There is no scenario '{name}'.", nameof(name)),
    };
}
