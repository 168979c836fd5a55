using Weave.Runtime.Tests.Hosting;
using Weave.Storage;
using Weave.Testing;

namespace Weave.Runtime.Tests.Testing;

/// <summary>Events of code that no hub runs.</summary>
public class TestEventsTests
{
    [Fact]
    public async Task A_plain_call_takes_them_in_order()
    {
        using var events = new TestEvents().Raise("a", 1).Raise("b", "text").Raise("a", 2);
        Assert.Equal(1, await Durable.Event<int>("a"));
        Assert.Equal(2, await Durable.Event<int>("a", TimeSpan.FromDays(1)));
        Assert.Equal("text", await Durable.Event<string>("b"));
        await Assert.ThrowsAsync<TimeoutException>(() => Durable.Event<int>("a", TimeSpan.FromDays(1)));
        await Assert.ThrowsAsync<DurableCallException>(() => Durable.Event<int>("a"));
        events.Raise("a", 3L);
        var refused = await Assert.ThrowsAsync<EventTypeException>(() => Durable.Event<int>("a"));
        Assert.Equal((null, "a", "int", "long"), (refused.Run, refused.Event, refused.Expected, refused.Given));
    }

    [Fact]
    public async Task Without_them_a_plain_call_says_what_to_use()
    {
        Assert.Contains("MemoryRunStore", (await Assert.ThrowsAsync<DurableCallException>(() => Durable.Event<int>("a"))).Advice, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => Durable.Event<int>(""));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Durable.Event<int>("a", TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public async Task Plain_code_inside_a_run_is_refused()
    {
        await using var hub = await Hub.OpenAsync(new MemoryRunStore());
        var run = await hub.StartAsync(new Script().Do(x => x + Durable.Event<long>("a").GetAwaiter().GetResult()).Call(), "r");
        await Assert.ThrowsAsync<DurableCallException>(() => run.Soon());
    }

    [Fact]
    public void Woven_code_takes_them_under_every_schedule()
    {
        using var events = new TestEvents().Raise("a", 1L).Raise("b", 2L).Raise("b", "no number");
        var script = new Script().Event("a").Do(static x => x).Event("b").Event("b").Event("b", TimeSpan.FromDays(1));
        Assert.Equal(1_289, Oracle.Run(script.Call(), Regime.Parse("every!+fresh")));
    }
}
