using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Weave.Transport.Listening;

/// <summary>An accepted socket, as Kestrel wants to see it. It has no pipe: the handler takes the socket.</summary>
sealed class SocketConnection : DefaultConnectionContext, IConnectionSocketFeature
{
    readonly CancellationTokenSource closed = new();

    internal SocketConnection(Socket socket)
        : base(Guid.NewGuid().ToString("N"))
    {
        Socket = socket;
        ConnectionClosed = closed.Token;
        LocalEndPoint = socket.LocalEndPoint;
        RemoteEndPoint = socket.RemoteEndPoint;
        Features.Set<IConnectionSocketFeature>(this);
    }

    public Socket Socket { get; }

    public override void Abort(ConnectionAbortedException abortReason) => Socket.Dispose();

    public override async ValueTask DisposeAsync()
    {
        Socket.Dispose();
        await closed.CancelAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
