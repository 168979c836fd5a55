using System.Net;
using System.Net.Sockets;
using Weave.Storage;
using Weave.Transport.Links;

namespace Weave.Transport.Listening;

/// <summary>Connects to other hubs: by Unix socket where both are on one machine, else by TCP.</summary>
sealed class PeerDialler(string hub)
{
    internal async Task<PeerChannel> DialAsync(HubInfo to, CancellationToken cancel)
    {
        if (to.Address.Length == 0)
            throw new SocketException((int)SocketError.HostUnreachable, $"hub '{to.Id}' says no address");
        var (host, port) = Split(to);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            Sockets.Prepare(socket);
            await socket.ConnectAsync(host, port, cancel).ConfigureAwait(false);
            if (!IPAddress.IsLoopback(((IPEndPoint)socket.RemoteEndPoint!).Address))
                throw new PeerSetupException($"Hub '{hub}' has no certificates, and hub '{to.Id}' is at {to.Address}, which is not the loopback address.", "Make certificates: weavec certs.");
            return new(new NetworkStream(socket), socket, null, $"tcp {to.Address}");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static (string Host, int Port) Split(HubInfo to)
    {
        var colon = to.Address.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(to.Address.AsSpan(colon + 1), out var port)
            ? (to.Address[..colon].Trim('[', ']'), port)
            : throw new PeerSetupException($"Hub '{to.Id}' says that it is at '{to.Address}', which is no host:port.", "Change what that hub advertises.");
    }
}
