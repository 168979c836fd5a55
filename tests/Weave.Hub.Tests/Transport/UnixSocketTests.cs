using Weave.Transport;

namespace Weave.Cluster.Tests.Transport;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class UnixSocketTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("weave-").FullName;

    PeerOptions Local => TestHub.Plain with { SocketFolder = Path.Combine(folder, "sockets") };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Hubs_of_one_machine_talk_over_a_socket_that_nobody_else_can_open()
    {
        await using var a = await TestHub.StartAsync("a", Local with { Listen = null });
        await using var b = await TestHub.StartAsync("b", Local with { Listen = null });
        Assert.Equal("", b.Network.Address);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(b.Network.Socket)!));
        var body = CallTests.Bytes(5_000_000, seed: 2);

        Assert.Equal(body, (await a.Call(b, PeerMethod.Echo, body)).ToArray());
        Assert.Equal(body, (await b.Call(a, PeerMethod.Echo, body)).ToArray());
    }

    [Fact]
    public async Task Where_the_socket_does_not_lead_there_the_address_does()
    {
        await using var a = await TestHub.StartAsync("a", Local);
        await using var b = await TestHub.StartAsync("b", Local);
        await using var c = await TestHub.StartAsync("c", Local);

        await a.Network.CallAsync(b.Info with { Socket = Path.Combine(folder, "none") }, PeerMethod.Echo, default, TestHub.Long);
        await a.Network.CallAsync(c.Info with { Socket = b.Network.Socket }, PeerMethod.Echo, default, TestHub.Long);
        Assert.Equal(("a", "a"), (b.Service.From, c.Service.From));
    }

    [Fact]
    public async Task What_a_killed_process_left_is_taken_over_and_a_living_one_is_not()
    {
        string socket;
        await using (var first = await TestHub.StartAsync("b", Local))
        {
            socket = first.Network.Socket;
            await Assert.ThrowsAsync<PeerSetupException>(() => TestHub.StartAsync("b", Local));
        }

        await File.WriteAllTextAsync(socket, "");
        await using var a = await TestHub.StartAsync("a", Local);
        await using var b = await TestHub.StartAsync("b", Local with { Listen = null });
        await a.Call(b, PeerMethod.Echo, default);
    }

    [Fact]
    public async Task A_folder_that_others_can_enter_is_not_taken()
    {
        Directory.CreateDirectory(Path.Combine(folder, "sockets"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute);
        await Assert.ThrowsAsync<PeerSetupException>(() => TestHub.StartAsync("b", Local));
    }
}
