using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Weave.Certificates;

namespace Weave.Transport;

/// <summary>How a hub reaches the others, and is reached by them.</summary>
public sealed record PeerOptions
{
    /// <summary>Where to listen for other hubs; port 0 takes a free one. Null: nobody can connect by TCP.</summary>
    public IPEndPoint? Listen { get; init; }

    /// <summary>Where other hubs reach that, <c>host:port</c>; null for the address that is listened on. Needed where that is "any".</summary>
    public string? Advertise { get; init; }

    /// <summary>This hub's certificate and the authorities that it trusts: TCP speaks TLS 1.3 then, with every hub.</summary>
    public PeerCertificates? Certificates { get; init; }

    /// <summary>Speak TCP without TLS and certificates, on the loopback address and nowhere else: every process of this machine can be a hub then.</summary>
    public bool LoopbackWithoutTls { get; init; }

    /// <summary>A folder of this user's own for Unix sockets, on which hubs of one machine and one user talk; null for none.</summary>
    public string? SocketFolder { get; init; }

    /// <summary>The cluster; hubs of another one are refused.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>What is taken from each of the others.</summary>
    public PeerLimits Limits { get; init; } = new();

    /// <summary>How long a connection may take to be one, from its first byte on.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The connections that may be open at a time, those in their handshake included.</summary>
    public int MaxConnections { get; init; } = 1024;

    /// <summary>After so much silence the other side is asked whether it is there.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After so much silence it is not.</summary>
    public TimeSpan DeadAfter { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long to wait before a second try to connect; doubled each time, give or take a half.</summary>
    public TimeSpan ReconnectFirst { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The most to wait between two tries.</summary>
    public TimeSpan ReconnectAtMost { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long requests that are being worked on may go on when this hub ends.</summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where to say what happened.</summary>
    public ILoggerFactory Logs { get; init; } = NullLoggerFactory.Instance;
}
