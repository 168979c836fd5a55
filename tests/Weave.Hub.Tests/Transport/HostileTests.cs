using Weave.Transport;
using Weave.Transport.Wire;

namespace Weave.Cluster.Tests.Transport;

public class HostileTests
{
    [Fact]
    public async Task Each_refusal_has_its_code()
    {
        await using var b = await TestHub.StartAsync("b", TestHub.Plain with { Cluster = "" });
        var hello = RawPeer.Hello("a", "b");

        await Refused(hello with { Newest = 9, Oldest = 7 }, RefusalCode.Version);
        await Refused(hello with { Cluster = "other" }, RefusalCode.Cluster);
        await Refused(hello with { To = "c" }, RefusalCode.NotMe);
        await Refused(hello with { From = "b" }, RefusalCode.NotYou);
        using var welcome = await RawPeer.ConnectAsync(b.Network.Address);
        await welcome.SendAsync(RawPeer.Bytes((hello with { Newest = 9 }).Write));
        Assert.Equal(FrameType.Welcome, (await welcome.ReceiveAsync()).Type);

        async Task Refused(Hello said, RefusalCode code)
        {
            using var raw = await RawPeer.ConnectAsync(b.Network.Address);
            await raw.SendAsync(RawPeer.Bytes(said.Write));
            var answer = await raw.ReceiveAsync();
            Assert.Equal((FrameType.Refuse, (ushort)code), (answer.Type, answer.Code));
            Assert.NotEqual("", answer.Text);
        }
    }

    [Fact]
    public async Task A_hub_of_another_cluster_is_refused_with_the_reason()
    {
        await using var a = await TestHub.StartAsync("a", TestHub.Plain with { Cluster = "one" });
        await using var b = await TestHub.StartAsync("b", TestHub.Plain with { Cluster = "two" });

        var error = await Assert.ThrowsAsync<PeerRefusedException>(() => a.Call(b, PeerMethod.Echo, default).AsTask());
        Assert.Contains("cluster", error.Reason);
    }

    [Fact]
    public async Task Bytes_that_are_no_hello_get_no_answer()
    {
        await using var b = await TestHub.StartAsync("b");
        foreach (var bytes in (byte[][])["GET / HTTP/1.1\r\nHost: b\r\n\r\n"u8.ToArray(), new byte[64], RawPeer.Bytes(static f => f.Empty(FrameType.Ping))])
        {
            using var raw = await RawPeer.ConnectAsync(b.Network.Address);
            await raw.SendAsync(bytes);
            Assert.Empty(await raw.ReadToEndAsync());
        }
    }

    [Fact]
    public async Task Broken_frames_after_the_handshake_end_the_connection_and_nothing_else()
    {
        await using var a = await TestHub.StartAsync("a");
        await using var b = await TestHub.StartAsync("b");
        Action<FrameWriter>[] broken =
        [
            static f => f.Empty(FrameType.Hello),
            static f => f.Empty(FrameType.Credit),
            static f => Frame(f, FrameType.Credit, 0, ulong.MaxValue),
            static f => Request(f, 1, length: 5, inside: 4),
            static f => Request(f, 1, length: 1UL << 40, inside: 0),
            static f => Request(f, 1, length: (256UL << 20) + 1, inside: 0),
            static f => Frame(f, FrameType.Body, 77, 1),
            static f => { Request(f, 1, length: 100_000, inside: 0); Request(f, 1, length: 100_000, inside: 0); },
            static f => { f.Begin(); f.U32(0); f.U32(0); f.End(FrameType.Ack); },
            static f => { f.Begin(); f.U32(9000); f.End(FrameType.Ack); },
            static f => { f.Begin(); f.U32(0); f.End(FrameType.Ready); f.Begin(); f.U32(0); f.End(FrameType.Ready); },
            static f => { for (var i = 1ul; i < 2000; i++) Request(f, i, 8, 8, PeerMethod.MoveState); },
            static f => { for (var i = 1ul; i < 10; i++) Request(f, i, 200 << 20, 0); },
            static f => f.Bytes(new byte[100]),
        ];
        foreach (var write in broken)
        {
            using var raw = await RawPeer.ConnectAsync(b.Network.Address);
            await raw.SendAsync(RawPeer.Bytes(f =>
            {
                RawPeer.Hello("raw", "b").Write(f);
                write(f);
            }));
            await raw.ReadToEndAsync();
        }

        await a.Call(b, PeerMethod.Echo, new byte[10]);
    }

    [Fact]
    public async Task Any_byte_that_changes_on_the_way_ends_the_connection_or_changes_nothing()
    {
        await using var a = await TestHub.StartAsync("a");
        await using var b = await TestHub.StartAsync("b", TestHub.Plain with { HandshakeTimeout = TimeSpan.FromMilliseconds(150) });
        var session = RawPeer.Bytes(static f =>
        {
            RawPeer.Hello("raw", "b").Write(f);
            f.Begin();
            f.U32(0);
            f.End(FrameType.Ready);
            Request(f, 1, 8, 8, PeerMethod.News);
        });
        var random = new Random(11);
        for (var i = 0; i < 150; i++)
        {
            var bytes = session.ToArray();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            using var raw = await RawPeer.ConnectAsync(b.Network.Address);
            await raw.SendAsync(bytes);
            raw.End();
            await raw.ReadToEndAsync();
        }

        // The one request was whole in no session.
        Assert.Empty(b.Service.Done);
        await a.Call(b, PeerMethod.Echo, new byte[10]);
    }

    static void Frame(FrameWriter to, FrameType type, ulong id, ulong payload)
    {
        to.Begin();
        to.U64(payload);
        to.End(type, id);
    }

    static void Request(FrameWriter to, ulong id, ulong length, int inside, PeerMethod method = PeerMethod.News)
    {
        to.Begin();
        to.U32(60_000);
        to.U64(length);
        to.Bytes(new byte[inside]);
        to.End(FrameType.Request, id, (ushort)method);
    }
}
