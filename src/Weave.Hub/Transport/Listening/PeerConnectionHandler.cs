using System.Net.Sockets;
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
            channel = new(new NetworkStream(socket), socket, null, name);
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
}
