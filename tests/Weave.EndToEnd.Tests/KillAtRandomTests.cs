using Weave.EndToEnd.Scenarios;

namespace Weave.EndToEnd.Tests;

/// <summary>One run, twenty-one processes: twenty of them are killed at a random point of the computation, at any depth of its stack.</summary>
public class KillAtRandomTests
{
    [Fact]
    public async Task Twenty_kills_do_not_change_the_result()
    {
        const int kills = 20;
        using var world = new World();
        var random = new Random(20260731);
        for (var i = 0; i < kills; i++)
        {
            // A whole round is done first, and with it a commit: a run that gets nowhere is quarantined, and rightly.
            var beat = random.Next(Surveying.BeatsPerRound * 2, Surveying.BeatsPerRound * 5);
            await world.DieAsync("start=survey=s", $"interval={random.Next(1, 20)}", $"beat={beat}");
        }

        var last = await world.GoOnAsync("start=survey=s");

        Assert.Contains("ended s Completed", last);
        Assert.Contains(last, static line => line.StartsWith("resumed s ", StringComparison.Ordinal) && line != "resumed s 0");
        Assert.Equal(await Surveying.Survey(Surveying.Rounds), await world.ResultAsync<string>("s"));
    }
}
