using System.Net.Sockets;

namespace Weave.Transport.Links;

/// <summary>A way for bytes to and from another hub, before any of the protocol's have passed.</summary>
/// <param name="Stream">The bytes.</param>
/// <param name="Socket">What they travel on.</param>
/// <param name="Identity">The hub that the other side's certificate names; null where certificates are not used.</param>
/// <param name="Name">For logs.</param>
sealed record PeerChannel(Stream Stream, Socket Socket, string? Identity, string Name)
{
    /// <summary>A Unix socket.</summary>
    internal bool Local { get; init; }

    /// <summary>Ends it at once; what waits on it fails.</summary>
    internal void Close()
    {
        Socket.Dispose();
        Stream.Dispose();
    }
}
