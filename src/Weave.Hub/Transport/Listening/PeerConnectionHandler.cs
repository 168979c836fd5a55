using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Weave.Transport.Links;

namespace Weave.Transport.Listening;

/// <summary>What Kestrel calls for each connection: finds out who it is, and keeps it until it ends.</summary>
sealed class PeerConnectionHandler(PeerNetwork network) : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var socket = connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        var name = connection.RemoteEndPoint is { AddressFamily: not AddressFamily.Unix } from ? $"tcp {from}" : "a Unix socket";
        PeerChannel? channel = null;
        try
        {
            using var timeout = new CancellationTokenSource(network.Options.HandshakeTimeout, network.Options.Time);
            channel = await OpenAsync(socket, name, timeout.Token).ConfigureAwait(false);
            await network.AcceptAsync(channel, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            network.Log.Refused(name, e is OperationCanceledException ? "no handshake in time" : e.Message);
        }
        finally
        {
            channel?.Close();
        }
    }

    async Task<PeerChannel> OpenAsync(Socket socket, string name, CancellationToken timeout)
    {
        if (socket.AddressFamily == AddressFamily.Unix)
        {
            return PeerSockets.IsSameUser(socket)
                ? new(new NetworkStream(socket), socket, null, name) { Local = true }
                : throw new AuthenticationException("its process is another user's");
        }

        return network.Options.Certificates is { } certificates
            ? await PeerTls.AcceptAsync(socket, certificates, name, timeout).ConfigureAwait(false)
            : new(new NetworkStream(socket), socket, null, name);
    }
}
