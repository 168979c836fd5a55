using Weave.Cluster.Tests.Postgres;
using Xunit.Abstractions;

namespace Weave.Cluster.Tests.Chaos;

public class ChaosTests(ITestOutputHelper output)
{
    [PostgresFact]
    public Task Hubs_that_are_killed_paused_and_cut_off_lose_and_double_nothing() => LosesAndDoublesNothing(seed: 1, namespaces: false);

    [NamespacesFact]
    public Task Hubs_on_a_network_of_the_kernel_lose_and_double_nothing() => LosesAndDoublesNothing(seed: 2, namespaces: true);

    async Task LosesAndDoublesNothing(int seed, bool namespaces)
    {
        var report = await Campaign.RunAsync(seed, TimeSpan.FromSeconds(6), output.WriteLine, namespaces);
        output.WriteLine($"{report}");
        Assert.Empty(report.Failures);
        Assert.True(report is { Runs: > 0, Conserved: true } && report.Kills + report.Pauses + report.Cuts > 0, $"{report}");
    }
}
