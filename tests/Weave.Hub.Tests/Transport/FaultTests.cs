using System.Security.Cryptography;
using Weave.Transport;

namespace Weave.Cluster.Tests.Transport;

public class FaultTests
{
    static readonly PeerOptions quick = TestHub.Plain with
    {
        PingEvery = TimeSpan.FromMilliseconds(100),
        DeadAfter = TimeSpan.FromMilliseconds(600),
        ReconnectFirst = TimeSpan.FromMilliseconds(2),
        ReconnectAtMost = TimeSpan.FromMilliseconds(50),
    };

    [Fact]
    public async Task A_connection_cut_at_any_frame_loses_nothing_and_doubles_nothing()
    {
        var body = CallTests.Bytes(100_000, seed: 3);
        var sum = SHA256.HashData(body);
        for (var k = 0; ; k = k < 30 ? k + 1 : k + (k / 4))
        {
            await using var a = await TestHub.StartAsync("a", quick);
            await using var b = await TestHub.StartAsync("b", quick);
            await using var toB = new FaultyProxy(b.Network.Address) { CutAt = n => n <= 3 ? k : null };
            await using var toA = new FaultyProxy(a.Network.Address) { CutAt = n => n <= 3 ? k : null };

            async Task Run(TestHub from, TestHub to, FaultyProxy way)
            {
                for (var round = 0; round < 3; round++)
                {
                    var calls = Enumerable.Range(round * 12, 12)
                        .Select(i => from.Network.CallAsync(to.At(way.Address) with { Socket = "" }, i % 2 == 0 ? PeerMethod.News : PeerMethod.MoveGo, BitConverter.GetBytes((long)i), TestHub.Long).AsTask()).ToArray();
                    var large = from.Network.CallAsync(to.At(way.Address) with { Socket = "" }, PeerMethod.MoveLast, body, TestHub.Long).AsTask();
                    await Task.WhenAll(calls);
                    Assert.Equal(sum, (await large).ToArray());
                }

                Assert.Equal(36, to.Service.Done.Count);
                Assert.All(to.Service.Done, done => Assert.True(done.Value == 1, $"cut at {k}: request {done.Key} was done {done.Value} times"));
            }

            await Task.WhenAll(Run(a, b, toB), Run(b, a, toA));
            if (toA.Cuts + toB.Cuts == 0)
            {
                Assert.True(k > 30, $"only {k} frames");
                return;
            }
        }
    }

    [Fact]
    public async Task A_black_hole_ends_calls_at_their_deadline_and_afterwards_all_is_well()
    {
        await using var a = await TestHub.StartAsync("a", quick);
        await using var b = await TestHub.StartAsync("b", quick);
        await using var way = new FaultyProxy(b.Network.Address);
        var info = b.At(way.Address);
        await a.Network.CallAsync(info, PeerMethod.Echo, default, TestHub.Long);

        way.Swallow();
        var error = await Assert.ThrowsAsync<PeerUnreachableException>(() => a.Network.CallAsync(info, PeerMethod.News, BitConverter.GetBytes(1L), TimeSpan.FromMilliseconds(400)).AsTask());
        Assert.Equal("b", error.Hub);

        // Silence is noticed, and the next call goes over a new connection.
        while (a.Network.ConnectionTo("b") != 0)
            await Task.Delay(10);
        way.Heal();
        await a.Network.CallAsync(info, PeerMethod.News, BitConverter.GetBytes(2L), TestHub.Long);
        Assert.Equal(1, b.Service.Done[2]);
    }

    [Fact]
    public async Task A_hub_that_was_started_anew_is_recognised_and_does_nothing_again()
    {
        await using var a = await TestHub.StartAsync("a", quick);
        await using var first = await TestHub.StartAsync("b", quick);
        await using var second = await TestHub.StartAsync("b", quick);
        await using var way = new FaultyProxy(first.Network.Address);
        var info = first.At(way.Address);
        var call = a.Network.CallAsync(info, PeerMethod.MoveState, default, TestHub.Long).AsTask();
        await first.Service.Waiting.Task;

        way.Target = second.Network.Address;
        way.CutAll();

        var error = await Assert.ThrowsAsync<PeerUnreachableException>(() => call);
        Assert.Contains("anew", error.Message);
        await a.Network.CallAsync(info, PeerMethod.News, BitConverter.GetBytes(1L), TestHub.Long);
        Assert.False(second.Service.Waiting.Task.IsCompleted);
        Assert.Equal(1, second.Service.Done[1]);
    }

    [Fact]
    public async Task What_was_being_done_when_the_connection_broke_is_answered_on_the_next_one()
    {
        await using var a = await TestHub.StartAsync("a", quick);
        await using var b = await TestHub.StartAsync("b", quick);
        var body = CallTests.Bytes(100_000, seed: 1);
        var call = a.Call(b, PeerMethod.MoveState, body).AsTask();
        await b.Service.Waiting.Task;

        for (var i = 0; i < 5; i++)
        {
            a.Network.Cut("b");
            await a.Call(b, PeerMethod.Echo, default);
        }

        b.Service.Gate.SetResult();
        Assert.Equal(body, (await call).ToArray());
        Assert.InRange(b.Service.MostAtWork, 1, 2);
    }

    [Fact]
    public async Task A_hub_that_ends_lets_what_it_does_be_done_and_takes_no_more()
    {
        await using var a = await TestHub.StartAsync("a", quick);
        var b = await TestHub.StartAsync("b", quick with { ShutdownGrace = TestHub.Long });
        var call = a.Call(b, PeerMethod.MoveState, default).AsTask();
        await b.Service.Waiting.Task;

        var ending = b.DisposeAsync().AsTask();
        b.Service.Gate.SetResult();
        await call;
        await ending;
        await Assert.ThrowsAsync<PeerUnreachableException>(() => a.Network.CallAsync(b.Info, PeerMethod.Echo, default, TimeSpan.FromMilliseconds(200)).AsTask());
    }
}
