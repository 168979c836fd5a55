namespace Weave.Cluster.Tests.Membership;

public class SkewTests
{
    [Fact]
    public async Task Hubs_whose_clocks_differ_take_over_from_each_other()
    {
        await using var cluster = new MemoryCluster();
        var early = await cluster.OpenAsync("early", o => o with { TimeProvider = new SkewedTime(TimeSpan.FromDays(-400)), Lease = TimeSpan.FromSeconds(10) });
        var late = await cluster.OpenAsync("late", o => o with { TimeProvider = new SkewedTime(TimeSpan.FromHours(5)) });
        var runs = new[]
        {
            await late.StartAsync(Flows.Fragments.Rounds(60, 20), "one"),
            await early.StartAsync(Flows.Fragments.Rounds(60, 20), "two"),
        };
        await cluster.UntilOwnedByAsync("one", "late");
        cluster.Stores["late"].IsCut = true;
        await cluster.UntilOwnedByAsync("one", "early");
        Assert.Equal(1830, await early.Find<int>("one").Result);
        Assert.Equal(1830, await runs[1].Result);
        Assert.DoesNotContain(cluster.Events, e => e.Kind == HubEventKind.Lost && e.Hub == "early");
    }

    /// <summary>The system's clock, set wrong.</summary>
    sealed class SkewedTime(TimeSpan skew) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + skew;

        public override long GetTimestamp() => System.GetTimestamp();

        public override long TimestampFrequency => System.TimestampFrequency;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, dueTime, period);
    }
}
