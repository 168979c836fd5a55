using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Weave.Transport.Listening;

/// <summary>
/// Kestrel's way to sockets. Its own reads and writes through pipes of 4 KiB blocks, which costs large bodies four fifths of their speed; this one hands over the sockets as they are.
/// </summary>
sealed class SocketListenerFactory : IConnectionListenerFactory
{
    const int Backlog = 512;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = endpoint is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endpoint);
            socket.Listen(Backlog);
            return new(new SocketListener(socket));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
