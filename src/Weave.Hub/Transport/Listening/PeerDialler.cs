using System.Net;
using System.Net.Sockets;
using Weave.Storage;
using Weave.Transport.Links;

namespace Weave.Transport.Listening;

/// <summary>Connects to other hubs: by Unix socket where both are on one machine, else by TCP, with TLS unless loopback does without.</summary>
sealed class PeerDialler(string hub, PeerOptions options)
{
    /// <param name="to">The hub.</param>
    /// <param name="local">Whether its Unix socket may be tried.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<PeerChannel> DialAsync(HubInfo to, bool local, CancellationToken cancel)
    {
        if (local && options.SocketFolder is not null && to.Socket.Length > 0 && to.Host == Machine.Name && await DialSocketAsync(to, cancel).ConfigureAwait(false) is { } channel)
            return channel;
        if (to.Address.Length == 0)
            throw new SocketException((int)SocketError.HostUnreachable, $"hub '{to.Id}' says no address");
        var (host, port) = Split(to);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            Sockets.Prepare(socket);
            await socket.ConnectAsync(host, port, cancel).ConfigureAwait(false);
            if (options.Certificates is { } certificates)
                return await PeerTls.ConnectAsync(socket, certificates, to.Id, $"tls {to.Address}", cancel).ConfigureAwait(false);
            if (!IPAddress.IsLoopback(((IPEndPoint)socket.RemoteEndPoint!).Address))
                throw new PeerSetupException($"Hub '{hub}' has no certificates, and hub '{to.Id}' is at {to.Address}, which is not the loopback address.", "Make certificates: weavec certs.");
            if (!options.LoopbackWithoutTls)
                throw new PeerSetupException($"Hub '{hub}' has no certificates to show to hub '{to.Id}'.", "Make some (weavec certs), or ask for LoopbackWithoutTls on both.");
            return new(new NetworkStream(socket), socket, null, $"tcp {to.Address}");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Null when that way does not lead to a process of this user.</summary>
    static async Task<PeerChannel?> DialSocketAsync(HubInfo to, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(to.Socket), cancel).ConfigureAwait(false);
            if (PeerSockets.IsSameUser(socket))
                return new(new NetworkStream(socket), socket, null, $"unix {to.Socket}") { Local = true };
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            // Gone, or another file system than this process's.
        }

        socket.Dispose();
        return null;
    }

    static (string Host, int Port) Split(HubInfo to)
    {
        var colon = to.Address.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(to.Address.AsSpan(colon + 1), out var port)
            ? (to.Address[..colon].Trim('[', ']'), port)
            : throw new PeerSetupException($"Hub '{to.Id}' says that it is at '{to.Address}', which is no host:port.", "Change what that hub advertises.");
    }
}
