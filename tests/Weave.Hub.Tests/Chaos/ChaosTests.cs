using Weave.Cluster.Tests.Postgres;
using Xunit.Abstractions;

namespace Weave.Cluster.Tests.Chaos;

public class ChaosTests(ITestOutputHelper output)
{
    [PostgresFact]
    public async Task Hubs_that_are_killed_paused_and_cut_off_lose_and_double_nothing()
    {
        var report = await Campaign.RunAsync(seed: 1, TimeSpan.FromSeconds(6), output.WriteLine);
        output.WriteLine($"{report}");
        Assert.Empty(report.Failures);
        Assert.True(report is { Runs: > 0, Conserved: true } && report.Kills + report.Pauses + report.Cuts > 0, $"{report}");
    }
}
