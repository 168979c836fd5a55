using Weave.Storage;

namespace Weave.EndToEnd.Tests;

/// <summary>Code that takes its process down each time.</summary>
public class CrashLoopTests
{
    [Fact]
    public async Task A_run_that_kills_every_process_is_quarantined_and_the_others_go_on()
    {
        using var world = new World();
        var deaths = 0;
        IReadOnlyList<string> lines;
        while (true)
        {
            using var worker = world.Worker(deaths == 0 ? ["start=share=good", "start=survey=better", "start=die=bad"] : []);
            if (await worker.EndedAsync() == 0)
            {
                lines = worker.Lines;
                break;
            }

            Assert.True(worker.ExitCode == World.Aborted, await worker.StoryAsync());
            Assert.InRange(++deaths, 1, 4);
        }

        // The process that started it saw it make progress; of the three claims after that, two kill and the third is the one too many.
        Assert.Equal(3, deaths);
        Assert.Contains("ended bad Quarantined", lines);
        var thrown = await Assert.ThrowsAsync<RunQuarantinedException>(() => world.ResultAsync<int>("bad"));
        Assert.Equal("bad", thrown.Run);
        Assert.Contains("claim 3", thrown.Message);
        Assert.Contains("Environment.FailFast", thrown.InnerException?.Message);
        Assert.Contains("ResumeAsync", thrown.Advice);
        Assert.Equal(await Scenarios.Sharing.Outer(Scenarios.Sharing.Items), await world.ResultAsync<string>("good"));
        Assert.Equal(await Scenarios.Surveying.Survey(Scenarios.Surveying.Rounds), await world.ResultAsync<string>("better"));

        // Nothing runs it again, and what it had committed is still there.
        await world.GoOnAsync();
        var stored = await world.StoredAsync("bad");
        Assert.Equal(RunState.Quarantined, stored.Record.State);
        Assert.NotEmpty(stored.Checkpoints);
    }
}
