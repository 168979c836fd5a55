using Weave.Moving;
using Weave.Storage;

namespace Weave.Cluster.Tests.Simulation;

/// <content>What befalls the cluster.</content>
sealed partial class Schedule
{
    void Befall()
    {
        switch (story)
        {
            case Story.Chance or Story.InnerChance:
                for (var i = world.Random.Next(0, 12); i > 0; i--)
                    world.After(world.Between(TimeSpan.FromSeconds(1), trouble), Trouble);
                world.After(healed, HealAll);
                break;
            case Story.Failover:
                world.After(TimeSpan.FromMilliseconds(500), hubs[0].Crash);
                world.After(TimeSpan.FromSeconds(4), hubs[0].Start);
                break;
            case Story.Moving or Story.Inner or Story.Events or Story.Builds:
                for (var i = 0; i < 6; i++)
                    world.After(world.Between(TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(1200)), () => Move(work.Keys.ElementAt(world.Random.Next(work.Count))));
                break;
            case Story.Draining:
                world.After(TimeSpan.FromMilliseconds(600), () => hubs[0].Leave(TimeSpan.FromSeconds(2)));
                break;
        }
    }

    /// <summary>Somebody asks any hub to move a run to any hub: the hub's mover, or by a message to whoever has the run.</summary>
    void Move(string run)
    {
        var asked = hubs[world.Random.Next(hubs.Count)];
        var owner = IsChance ? null : database.Storage.Root.Runs.GetValueOrDefault(run)?.Record.Owner;
        var target = owner is null ? hubs[world.Random.Next(hubs.Count)].Id : hubs.First(h => h.Id != owner).Id;
        if (asked.Open is not { } hub || !started.Contains(run))
            return;
        var (mover, byMessage) = (asked.Mover, world.Chance(0.4));
        var inner = MovesInner && world.Chance(0.7);
        if (MovesInner && database.Storage.Root.Runs.Keys.Where(r => r.StartsWith(run + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } parts && world.Chance(0.5))
            run = parts[world.Random.Next(parts.Count)];
        asked.Do(async () =>
        {
            try
            {
                world.Log($"{asked.Id} moves {run} to {target}{(byMessage ? " by a message" : "")}");
                var (isMoved, reason) = (inner, byMessage) switch
                {
                    (true, true) => Of(await hub.MoveInnerAsync(run, target).ConfigureAwait(false)),
                    (false, true) => await hub.MoveAsync(run, target).ConfigureAwait(false) is { } why ? (false, why) : (true, null),
                    (true, false) => Of(await mover.MoveInnerAsync(run, target).ConfigureAwait(false)),
                    _ => Of(await mover.MoveAsync(run, target).ConfigureAwait(false)),
                };
                world.Log($"{run} to {target}: {(isMoved ? "moved" : reason)}");
                if (isMoved)
                    world.Count("moved");
            }
            catch (Exception e) when (e is WeaveException or ObjectDisposedException or OperationCanceledException)
            {
                world.Log($"{run} to {target}: {e.Message}");
            }
        });
    }

    (bool IsMoved, string? Reason) Of(MoveResult result)
    {
        if (result.Inner is not null)
            world.Count("torn");
        return (result.IsMoved, $"{result.Outcome}, {result.Reason}");
    }

    (bool IsMoved, string? Reason) Of(InnerMove result)
    {
        if (result.Inner is not null)
            world.Count("torn");
        return (result.IsMoved, result.Reason);
    }

    void Trouble()
    {
        var hub = hubs[world.Random.Next(hubs.Count)];
        if (!hub.IsAlive)
            return;
        var length = world.Between(TimeSpan.Zero, TimeSpan.FromSeconds(6));
        switch (world.Random.Next(8))
        {
            case 0:
                hub.Crash();
                world.After(length, () => { if (!hub.IsAlive) hub.Start(); });
                break;
            case 1:
                hub.Pause();
                world.After(length, hub.Continue);
                break;
            case 2:
                hub.Cut();
                world.After(length, hub.Heal);
                break;
            case 3:
                Part([hub.Id], [hubs[world.Random.Next(hubs.Count)].Id], bothWays: false, length);
                break;
            case 4:
                var side = hubs.Where(h => h == hub || world.Chance(0.5)).Select(static h => h.Id).ToList();
                Part(side, [.. hubs.Select(static h => h.Id).Except(side)], bothWays: true, length);
                break;
            case 5:
                hub.Leave(length);
                break;
            case 6:
                // weavec drain: whoever it is asks the store; the hub is started anew some time later.
                Ask($"drain {hub.Id}", async at => await at.Store.DrainAsync(hub.Id).ConfigureAwait(false));
                world.After(length, () => hub.Leave(TimeSpan.FromMilliseconds(100)));
                break;
            default:
                hub.Break();
                break;
        }
    }

    /// <summary>The hubs of one side do not reach those of the other.</summary>
    void Part(IReadOnlyList<string> side, IReadOnlyList<string> other, bool bothWays, TimeSpan length)
    {
        world.Log($"{string.Join(", ", side)} {(bothWays ? "and" : "to")} {string.Join(", ", other)}: cut");
        var ways = side.SelectMany(a => other.SelectMany(b => bothWays ? new[] { (a, b), (b, a) } : [(a, b)])).ToList();
        ways.ForEach(w => network.Cut(w.Item1, w.Item2));
        world.After(length, () => ways.ForEach(w => network.Heal(w.Item1, w.Item2)));
    }

    void HealAll()
    {
        network.HealAll();
        foreach (var hub in hubs)
        {
            hub.Heal();
            if (hub.IsAlive)
                hub.Continue();
            else
                hub.Start();
        }

        StartDrainedAnew();
    }

    /// <summary>Hubs that somebody drained take nothing more until they are started anew.</summary>
    void StartDrainedAnew()
    {
        foreach (var hub in hubs.Where(h => database.Storage.Root.Hubs.GetValueOrDefault(h.Id)?.State == HubState.Draining))
            hub.Leave(TimeSpan.FromMilliseconds(100));
        world.After(TimeSpan.FromSeconds(10), StartDrainedAnew);
    }
}
