using System.Security.Cryptography;
using Weave.Storage;
using Weave.Transport;

namespace Weave.Cluster.Tests.Transport;

public class CallTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16 << 10)]
    [InlineData((16 << 10) + 1)]
    [InlineData((256 << 10) + 1)]
    [InlineData(20_000_000)]
    public async Task A_body_comes_back_as_it_went(int length)
    {
        await using var a = await TestHub.StartAsync("a");
        await using var b = await TestHub.StartAsync("b");
        var body = Bytes(length, seed: length);

        Assert.Equal(body, (await a.Call(b, PeerMethod.Echo, body)).ToArray());
        Assert.Equal(body, (await b.Call(a, PeerMethod.Echo, body)).ToArray());
        Assert.Equal(("a", "b"), (b.Service.From, a.Service.From));
    }

    [Fact]
    public async Task A_refusal_says_why_and_a_failure_says_only_its_kind()
    {
        await using var a = await TestHub.StartAsync("a");
        await using var b = await TestHub.StartAsync("b");

        var refused = await Assert.ThrowsAsync<PeerRefusedException>(() => a.Call(b, PeerMethod.MoveOffer, default).AsTask());
        Assert.Equal(("b", "no room"), (refused.Hub, refused.Reason));
        var failed = await Assert.ThrowsAsync<PeerUnreachableException>(() => a.Call(b, PeerMethod.MoveAbort, default).AsTask());
        Assert.Contains("InvalidOperationException", failed.Message);
        Assert.DoesNotContain("secret", failed.Message);
    }

    [Fact]
    public async Task Who_gives_up_is_let_go_and_the_other_side_told()
    {
        await using var a = await TestHub.StartAsync("a");
        await using var b = await TestHub.StartAsync("b");
        using var stop = new CancellationTokenSource();

        var call = a.Call(b, PeerMethod.MoveState, default, cancel: stop.Token).AsTask();
        await b.Service.Waiting.Task;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await b.Service.Cancelled.Task;
    }

    [Fact]
    public async Task A_deadline_ends_the_call_and_the_work()
    {
        await using var a = await TestHub.StartAsync("a");
        await using var b = await TestHub.StartAsync("b");

        await Assert.ThrowsAsync<PeerUnreachableException>(() => a.Call(b, PeerMethod.MoveState, default, TimeSpan.FromMilliseconds(100)).AsTask());
        await b.Service.Cancelled.Task;
    }

    [Fact]
    public async Task Nobody_there_is_said_at_the_deadline_with_the_reason()
    {
        await using var a = await TestHub.StartAsync("a");

        var error = await Assert.ThrowsAsync<PeerUnreachableException>(
            () => a.Network.CallAsync(new HubInfo("b", "127.0.0.1:1"), PeerMethod.Echo, default, TimeSpan.FromSeconds(3)).AsTask());
        Assert.IsType<System.Net.Sockets.SocketException>(error.InnerException);
    }

    [Fact]
    public async Task Both_may_call_at_once_and_share_one_connection()
    {
        for (var round = 0; round < 20; round++)
        {
            await using var a = await TestHub.StartAsync("a");
            await using var b = await TestHub.StartAsync("b");

            await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(i => new[] { a.Call(b, PeerMethod.News, BitConverter.GetBytes((long)i)).AsTask(), b.Call(a, PeerMethod.MoveGo, BitConverter.GetBytes((long)i)).AsTask() }));

            Assert.All(a.Service.Done.Values.Concat(b.Service.Done.Values), static n => Assert.Equal(1, n));
            Assert.Equal((20, 20), (a.Service.Done.Count, b.Service.Done.Count));
            Assert.Equal(a.Network.ConnectionTo("b"), b.Network.ConnectionTo("a"));
        }
    }

    [Fact]
    public async Task Large_bodies_both_ways_do_not_keep_ten_thousand_small_calls_from_passing()
    {
        await using var a = await TestHub.StartAsync("a");
        await using var b = await TestHub.StartAsync("b");
        var body = Bytes(64 << 20, seed: 7);
        var sum = SHA256.HashData(body);

        var large = new[] { a.Call(b, PeerMethod.MoveLast, body).AsTask(), b.Call(a, PeerMethod.MoveLast, body).AsTask(), a.Call(b, PeerMethod.Echo, body).AsTask() };
        var small = Enumerable.Range(0, 10_000).Select(i => a.Call(b, PeerMethod.News, BitConverter.GetBytes((long)i)).AsTask()).ToArray();

        await Task.WhenAll(small);
        await Task.WhenAll(large);
        Assert.Equal(sum, (await large[0]).ToArray());
        Assert.Equal(sum, (await large[1]).ToArray());
        Assert.Equal(sum, SHA256.HashData((await large[2]).Span));
        Assert.Equal(10_000, b.Service.Done.Count);
        Assert.All(b.Service.Done.Values, static n => Assert.Equal(1, n));
    }

    internal static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
