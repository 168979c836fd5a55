using System.Net;
using System.Net.Sockets;
using Weave.Transport.Links;
using Weave.Transport.Wire;

namespace Weave.Cluster.Tests.Transport;

/// <summary>Something that connects to a hub and says what a test wants it to.</summary>
sealed class RawPeer : IDisposable
{
    static readonly Weave.Transport.Wire.Offer takes = new(64 << 10, 64, 64 << 10, 1 << 20);

    readonly Socket socket;
    readonly PeerChannel channel;

    RawPeer(Socket socket)
    {
        this.socket = socket;
        channel = new(new NetworkStream(socket), socket, null, "raw");
    }

    public static async Task<RawPeer> ConnectAsync(string address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPEndPoint.Parse(address));
        return new(socket);
    }

    public static Hello Hello(string from, string to) => new(1, 1, "", from, to, Guid.NewGuid(), default, 0, takes, []);

    public static byte[] Bytes(Action<FrameWriter> write)
    {
        var frames = new FrameWriter();
        write(frames);
        return frames.Written.ToArray();
    }

    public ValueTask SendAsync(byte[] bytes) => channel.Stream.WriteAsync(bytes);

    public async Task<(FrameType Type, ushort Code, string Text)> ReceiveAsync()
    {
        var (header, payload) = await Handshake.ReceiveAsync(channel, default);
        return (header.Type, header.Method, System.Text.Encoding.UTF8.GetString(payload));
    }

    /// <summary>Everything that comes until the hub ends the connection.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        var all = new MemoryStream();
        try
        {
            await channel.Stream.CopyToAsync(all);
        }
        catch (IOException)
        {
            // Ended with a reset: what had come was read.
        }

        return all.ToArray();
    }

    /// <summary>Says that no more comes.</summary>
    public void End() => socket.Shutdown(SocketShutdown.Send);

    public void Dispose() => channel.Close();
}
