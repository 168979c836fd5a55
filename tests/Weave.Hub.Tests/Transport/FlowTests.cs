using Weave.Transport;

namespace Weave.Cluster.Tests.Transport;

public class FlowTests
{
    [Fact]
    public async Task No_more_requests_are_worked_on_than_the_hub_takes()
    {
        await using var a = await TestHub.StartAsync("a");
        await using var b = await TestHub.StartAsync("b", TestHub.Plain with { Limits = new() { MaxCalls = 4 } });

        var calls = Enumerable.Range(0, 40).Select(_ => a.Call(b, PeerMethod.MoveState, default).AsTask()).ToArray();
        await b.Service.Waiting.Task;
        b.Service.Gate.SetResult();
        await Task.WhenAll(calls);

        Assert.InRange(b.Service.MostAtWork, 1, 4);
    }

    [Fact]
    public async Task Large_requests_wait_where_they_come_from_and_small_ones_pass_them()
    {
        await using var a = await TestHub.StartAsync("a");
        await using var b = await TestHub.StartAsync("b", TestHub.Plain with { Limits = new() { MaxBody = 1 << 20, ConnectionWindow = 1 << 20 } });
        var body = CallTests.Bytes(400 << 10, seed: 1);

        var calls = Enumerable.Range(0, 8).Select(_ => a.Call(b, PeerMethod.MoveState, body).AsTask()).ToArray();
        await b.Service.Waiting.Task;
        for (var i = 0; i < 200; i++)
            await a.Call(b, PeerMethod.Echo, new byte[100]);
        b.Service.Gate.SetResult();
        await Task.WhenAll(calls);

        Assert.InRange(b.Service.MostAtWork, 1, 3);
    }

    [Fact]
    public async Task A_body_that_is_larger_than_the_other_side_takes_is_refused_without_being_sent()
    {
        await using var a = await TestHub.StartAsync("a");
        await using var b = await TestHub.StartAsync("b", TestHub.Plain with { Limits = new() { MaxBody = 100_000 } });

        await Assert.ThrowsAsync<PeerRefusedException>(() => a.Call(b, PeerMethod.Echo, new byte[100_001]).AsTask());
        await a.Call(b, PeerMethod.Echo, new byte[100_000]);
    }

    [Fact]
    public async Task Small_windows_and_frames_bring_everything_all_the_same()
    {
        var tiny = TestHub.Plain with { Limits = new() { MaxBody = 3 << 20, ConnectionWindow = 3 << 20, StreamWindow = 2000, FrameSize = 1024 } };
        await using var a = await TestHub.StartAsync("a", tiny);
        await using var b = await TestHub.StartAsync("b", tiny);
        var body = CallTests.Bytes(1_000_001, seed: 5);

        var echoes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? a.Call(b, PeerMethod.Echo, body) : b.Call(a, PeerMethod.Echo, body)).AsTask()));

        Assert.All(echoes, echo => Assert.True(body.AsSpan().SequenceEqual(echo.Span)));
    }
}
