using System.Collections.Concurrent;
using Weave.Moving;
using Weave.Storage;
using Weave.Transport;

namespace Weave.Cluster.Tests.Moving;

/// <summary>Every call that a move makes fails once, or is the last thing its hub does: the run always goes on, at one hub, and comes to what it would have come to.</summary>
public class MoveFaultTests
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    /// <summary>The n-th request or store call of a move fails, before it was carried out or after, n growing until the move passes untouched.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_nth_call_fails(bool after)
    {
        for (var n = 1; await Passes(n, after, kill: null); n++)
            Assert.True(n < 60, "it never passes untouched");
    }

    /// <summary>The source or the target is killed at the n-th call.</summary>
    [Theory]
    [InlineData("h0", false)]
    [InlineData("h0", true)]
    [InlineData("h1", false)]
    [InlineData("h1", true)]
    public async Task A_hub_is_killed_at_the_nth_call(string killed, bool after)
    {
        for (var n = 1; await Passes(n, after, killed); n++)
            Assert.True(n < 60, "it never passes untouched");
    }

    /// <summary>One move with a fault at its n-th call. False if it has fewer.</summary>
    static async Task<bool> Passes(int n, bool after, string? kill)
    {
        var stores = new ConcurrentDictionary<string, FaultyStore>();
        await using var town = await Town.OpenAsync(3, store: (s, id) => stores[id] = new FaultyStore(s), moves: m => m with { LongestStop = TimeSpan.FromSeconds(2) });
        var name = $"fault-{n}-{after}-{kill}";
        var tale = Journeys.Of(name).Free();
        var run = await town.StartAsync(Journeys.Fragments.Wander(name, 100), name);
        await tale.Reached(3);
        var calls = 0;
        string? hit = null;
        var dead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        void Count(string what, bool isOfTheDead, Exception fault)
        {
            if (Interlocked.Increment(ref calls) == n)
            {
                hit = what;
                if (kill is null)
                    throw fault;
                town.Peers.Remove(kill);
                stores[kill].OnCall = static (_, _) => throw Down();
                dead.TrySetResult();
            }

            if (hit is not null && isOfTheDead)
                throw fault;
        }

        // Only calls that the move itself makes: commits and looks of the hubs go on beside it.
        foreach (var (id, store) in stores)
        {
            store.OnCall = (what, done) =>
            {
                if (done == after && what is "handover" or "find" or "hubs" && (what != "find" || id != "h2"))
                    Count($"{n}: {id}.{what}", id == kill, Down());
            };
        }

        town.Peers.OnCall = (from, to, method, done) =>
        {
            if (done == after)
                Count($"{n}: {method} to {to}", from == kill || to == kill, new PeerUnreachableException(to, "lost"));
            return default;
        };

        MoveResult? moved = null;
        var moving = town[0].Mover.MoveAsync(name, "h1").AsTask();
        try
        {
            // What a hub does that is dead is of no interest.
            if (await Task.WhenAny(moving, dead.Task).WaitAsync(patience) == moving || kill == "h1")
                moved = await moving.WaitAsync(patience);
        }
        catch (StoreUnavailableException)
        {
            // Asked before anything was begun.
        }

        if (kill is not null && hit is not null)
        {
            await dead.Task;
            await town.KillAsync(kill);
        }

        town.Peers.OnCall = null;
        foreach (var (id, store) in stores)
        {
            if (id != kill || hit is null)
                store.OnCall = null;
        }

        // One that was killed may have a body that still runs: it reaches nothing.
        await UntilOwnedAsync(town, name, hit, kill);
        if (kill is null)
            Assert.Equal(DateTimeOffset.MaxValue, town.Storage.Root.Run(name).LeaseEnd); // a claim holds as long as its hub is a member
        await tale.FurtherAsync(where: () => $"{hit}: {string.Join("; ", town.Hubs.Select(h => $"{h.Id} {h.Hub.Runs.Find(name)?.Status()}"))}; {town.RecordAsync(name).Result}");
        tale.Enough = true;
        var watcher = town.Hubs.First(h => h.Id != kill).Hub;
        var result = await watcher.Find<long>(name).Result.WaitAsync(patience);
        Assert.True(await Journeys.Wander(name, 100) == result, $"{hit}: another result");
        if (kill is null && moved is { } end)
            Assert.True(end.IsMoved == ((await town.RecordAsync(name)).Epoch == 2) || hit?.Contains("handover") == true, $"{hit}: {end} {await town.RecordAsync(name)}");
        return hit is not null;
    }

    static async Task UntilOwnedAsync(Town town, string run, string? hit, string? killed)
    {
        for (var i = 0; ; i++)
        {
            var record = await town.RecordAsync(run);
            if (record.Owner is { } owner && (owner != killed || hit is null))
                return;
            Assert.True(i < 3000, $"{hit}: nobody takes the run: {record}");
            await Task.Delay(10);
        }
    }

    static StoreUnavailableException Down() => new("(test)", "it is down.", "Wait.");
}
