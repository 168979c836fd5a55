namespace Weave.Cluster.Tests.Simulation;

public class SimulationTests
{
    [Fact]
    public void Hundreds_of_schedules_come_right()
    {
        var reports = Simulator.Run(1, 300);
        Assert.True(reports.All(r => r.Failures.Count == 0), string.Join("\n", reports.Where(r => r.Failures.Count > 0).Select(r => $"simulate --schedules 1 --trace --seed {r.Seed}: {string.Join("; ", r.Failures)}")));
    }

    [Fact]
    public void The_same_seed_gives_the_same_schedule()
    {
        var (first, second) = (Simulator.Run(1, 20), Simulator.Run(1, 20));
        Assert.Equal(first.Select(r => (r.Seed, r.Hash, r.Events)), second.Select(r => (r.Seed, r.Hash, r.Events)));
        Assert.Equal(20, first.Select(r => r.Hash).Distinct().Count());
    }
}
