namespace Weave.EndToEnd.Tests;

/// <summary>A delay is a moment in time, not a length that begins anew with each process.</summary>
public class DelayTests
{
    [Fact]
    public async Task A_delay_survives_its_processes_and_ends_when_it_was_due()
    {
        using var world = new World();
        var due = new List<DateTimeOffset?>();
        for (var process = 0; process < 3; process++)
        {
            using var worker = world.Worker(process == 0 ? ["start=sleep=d"] : []);
            await worker.UntilAsync(process == 0 ? "checkpoint d 1" : "resumed d 1");
            await worker.KillAsync();
            due.Add(Assert.Single((await world.StoredAsync("d")).Timers).Due);
        }

        await world.GoOnAsync();

        Assert.Single(due.Distinct());
        Assert.True(await world.ResultAsync<DateTime>("d") >= due[0]!.Value.UtcDateTime);
        Assert.Empty((await world.StoredAsync("d")).Timers);
    }
}
