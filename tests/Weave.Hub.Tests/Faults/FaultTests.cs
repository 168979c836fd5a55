using Weave.Cluster.Tests.Simulation;

namespace Weave.Cluster.Tests.Faults;

/// <summary>Three workflows with steps, waits and a computation on two hubs: whichever call to the store or between the hubs goes wrong, everything comes right.</summary>
public class FaultTests
{
    [Theory]
    [InlineData(Story.Work)]
    [InlineData(Story.Failover)]
    [InlineData(Story.Moving)]
    [InlineData(Story.Inner)]
    public void Whatever_call_goes_wrong_the_work_comes_right(Story story)
    {
        var (calls, failures) = Faults.EveryCall(plan => Schedule.Run(7, story: story, plan: plan).Failures);
        Assert.True(failures.Count == 0, $"{failures.Count} of {calls} calls with each fault (faults --story {story}): {string.Join("\n", failures.Take(20))}");
        Assert.True(calls > 50, $"Only {calls} calls.");
    }
}
