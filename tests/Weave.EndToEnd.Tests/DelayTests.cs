using Weave.Storage;

namespace Weave.EndToEnd.Tests;

/// <summary>A delay is a moment in time, not a length that begins anew with each process.</summary>
public class DelayTests
{
    [Fact]
    public async Task A_delay_survives_its_processes_and_ends_when_it_was_due()
    {
        using var world = new World();
        var due = new List<DateTimeOffset?>();
        foreach (var minutes in new[] { 0, 20, 40 })
        {
            using var worker = world.Worker($"ahead={minutes}", "start=sleep=d");
            await worker.UntilAsync("resumed d ");
            await world.UntilAsync("d", static run => run is { State: RunState.Waiting, Attempts: 0, Owner: not null });
            await worker.KillAsync();
            due.Add(Assert.Single((await world.StoredAsync("d")).Timers).Due);
        }

        await world.GoOnAsync("ahead=60");

        Assert.Single(due.Distinct());
        Assert.Equal("slept well", await world.ResultAsync<string>("d"));
        Assert.Empty((await world.StoredAsync("d")).Timers);
    }
}
