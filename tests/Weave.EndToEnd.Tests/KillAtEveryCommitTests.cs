using Weave.EndToEnd.Scenarios;
using Weave.Storage;

namespace Weave.EndToEnd.Tests;

/// <summary>A scripted run whose process is killed at each of its commits in turn; another process goes on.</summary>
public class KillAtEveryCommitTests
{
    [Theory]
    [InlineData("group.written")] // before it is durable
    [InlineData("group.durable")] // durable, but the engine does not know it yet
    public async Task Nothing_is_lost_and_no_acknowledged_step_is_done_again(string point)
    {
        using var plain = new World();
        var expected = await Shipping.Ship(2, Path.Combine(plain.Folder, "ledger"));
        var kills = 0;
        for (var n = 1; await KilledAtAsync(point, n, expected); n++)
            kills++;
        Assert.InRange(kills, 12, 60);
    }

    /// <summary>False if the run was over before.</summary>
    static async Task<bool> KilledAtAsync(string point, int n, Shipment expected)
    {
        using var world = new World();
        var ledger = Path.Combine(world.Folder, "ledger");
        using (var worker = world.Worker("start=ship=s", $"kill={point}={n}"))
        {
            var exitCode = await worker.EndedAsync();
            if (exitCode == 0)
                return false;
            Assert.True(exitCode == World.Killed, await worker.StoryAsync());
        }

        var before = Ledger.Read(ledger);
        var acknowledged = Acknowledged(before, await OutcomeIsThereAsync(world));

        await world.GoOnAsync("start=ship=s");

        var result = await world.ResultAsync<Shipment>("s");
        Assert.Equal(expected.Weight, result.Weight);
        Assert.Equal(expected.Log, result.Log);
        var after = Ledger.Read(ledger);
        Assert.Equal(before, after[..before.Length]);
        var byKey = after.GroupBy(static a => a.Key).ToList();
        Assert.Equal(["charge1", "charge2", "refuse"], byKey.Select(static k => k.First().What));
        Assert.All(byKey, static k => Assert.Single(k.Select(static a => a.What).Distinct()));
        Assert.InRange(after.Length, 3, 4);
        Assert.DoesNotContain(after[before.Length..], attempt => acknowledged.Contains(attempt.Key));
        return true;
    }

    /// <summary>
    /// The keys whose outcome is durable: all before the last, since the run goes on to its next effect only then; and the last if its
    /// outcome waits in the inbox.
    /// </summary>
    static string[] Acknowledged((string What, string Key)[] attempts, bool lastIsThere) =>
        [.. attempts.Select(static a => a.Key).Distinct().SkipLast(lastIsThere ? 0 : 1)];

    static async Task<bool> OutcomeIsThereAsync(World world)
    {
        try
        {
            return (await world.InboxAsync("s")).Any(static m => m.Kind == MessageKind.StepOutcome);
        }
        catch (Exception e) when (e is RunNotFoundException or StoreUnavailableException or CorruptStoreException)
        {
            return false;
        }
    }
}
