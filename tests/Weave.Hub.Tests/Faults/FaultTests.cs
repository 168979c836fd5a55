using Weave.Cluster.Tests.Simulation;
using Weave.Storage;
using Weave.Transport;

namespace Weave.Cluster.Tests.Faults;

/// <summary>Workflows with steps, waits, events, places and a computation on two hubs: whichever call to the store or between the hubs goes wrong, everything comes right.</summary>
public class FaultTests
{
    [Theory]
    [InlineData(Story.Work)]
    [InlineData(Story.Failover)]
    [InlineData(Story.Moving)]
    [InlineData(Story.Inner)]
    [InlineData(Story.Events)]
    [InlineData(Story.Draining)]
    [InlineData(Story.Places)]
    public void Whatever_call_goes_wrong_the_work_comes_right(Story story)
    {
        var (calls, failures) = Faults.EveryCall(plan => Schedule.Run(7, story: story, plan: plan).Failures);
        Assert.True(failures.Count == 0, $"{failures.Count} of {calls} calls with each fault (faults --story {story}): {string.Join("\n", failures.Take(20))}");
        Assert.True(calls > 50, $"Only {calls} calls.");
    }

    /// <summary>What hubs call in the store and of each other is in one of the stories; a call to the store that is new needs one.</summary>
    [Fact]
    public void The_stories_meet_every_call()
    {
        // What only an embedded hub, a hub with keys or a client asks; and what is asked after an answer was lost, or a move was off.
        string[] others = [nameof(IRunStore.RenewAsync), nameof(IRunStore.ItemsAsync), nameof(IRunStore.RewriteAsync), nameof(IRunStore.ChangedAsync), nameof(IRunStore.QueryAsync)];
        PeerMethod[] requests = [PeerMethod.MoveOffer, PeerMethod.MoveState, PeerMethod.MoveLast, PeerMethod.MoveGo, PeerMethod.MoveAway];
        var calls = typeof(IRunStore).GetMethods().Concat(typeof(IClusterStore).GetMethods()).Where(static m => !m.IsSpecialName).Select(static m => m.Name).Except(others);
        var met = Faults.Met(Enum.GetValues<Story>().Where(static s => s is not (Story.Chance or Story.InnerChance)).Select(static s => (Func<FaultPlan, IReadOnlyList<string>>)(plan => Schedule.Run(7, story: s, plan: plan).Failures)));
        var missing = calls.Concat(requests.Select(static r => $"{r}")).Except(met).ToList();
        Assert.True(missing.Count == 0, $"In no story: {string.Join(", ", missing)}.");
    }
}
