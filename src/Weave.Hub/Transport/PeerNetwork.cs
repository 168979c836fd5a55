using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Weave.Storage;
using Weave.Transport.Links;
using Weave.Transport.Listening;
using Weave.Transport.Wire;

namespace Weave.Transport;

/// <summary>A hub's connections with all others: listens, dials, and hands requests to its <see cref="IPeerService"/>.</summary>
public sealed class PeerNetwork : IPeers
{
    readonly ConcurrentDictionary<string, PeerLink> links = new(StringComparer.Ordinal);
    readonly Random random = new(RandomNumberGenerator.GetInt32(int.MaxValue));
    PeerListener? listener;
    volatile bool disposed;

    PeerNetwork(string id, PeerOptions options, IPeerService service)
    {
        (Id, Options, Service) = (id, options, service);
        Log = new(options.Logs.CreateLogger("Weave.Transport"));
        Dialler = new(id, options);
    }

    /// <summary>This hub's id.</summary>
    public string Id { get; }

    /// <summary>Where other hubs reach this one, <c>host:port</c>; empty when they cannot.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Path of this hub's Unix socket, or empty.</summary>
    public string Socket { get; private set; } = "";

    /// <summary>Names this machine as it runs: hubs with the same one try each other's <see cref="Socket"/> first.</summary>
    public string Host => Machine.Name;

    internal PeerOptions Options { get; }

    internal IPeerService Service { get; }

    internal PeerLog Log { get; }

    internal PeerDialler Dialler { get; }

    /// <summary>Listens as the options say. Connections to others are made when they are needed.</summary>
    /// <param name="hub">This hub's id; with certificates, the one in its own.</param>
    /// <param name="options">How.</param>
    /// <param name="service">Does what other hubs ask for.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="PeerSetupException">The options do not go together, or what they name cannot be used.</exception>
    public static async Task<PeerNetwork> StartAsync(string hub, PeerOptions options, IPeerService service, CancellationToken cancel = default)
    {
        PeerSetup.Check(hub, options);
        cancel.ThrowIfCancellationRequested();
        var network = new PeerNetwork(hub, options, service);
        network.listener = await PeerListener.StartAsync(network, cancel).ConfigureAwait(false);
        if (options.Certificates is { } certificates)
            certificates.Faulted += network.SayFault;
        (network.Address, network.Socket) = (network.listener.Address, network.listener.Socket);
        return network;
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> CallAsync(HubInfo to, PeerMethod method, ReadOnlyMemory<byte> body, TimeSpan deadline, CancellationToken cancel = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return Link(to.Id).CallAsync(to, method, body, deadline, cancel);
    }

    /// <summary>Somebody has connected, and is who its certificate says. Completes when the connection has ended.</summary>
    internal async Task AcceptAsync(PeerChannel channel, CancellationToken timeout)
    {
        var (header, payload) = await Handshake.ReceiveAsync(channel, timeout).ConfigureAwait(false);
        var hello = Hello.Read(header, payload);
        var (code, reason) = Judge(hello, channel);
        PeerConnection? connection = null;
        if (code == 0)
        {
            (connection, code) = Link(hello.From).Accept(channel, hello);
            reason = code == RefusalCode.Crossed ? "this hub has dialled at the same time" : "this hub is about to end";
        }

        if (connection is not null)
        {
            await connection.Ended.ConfigureAwait(false);
            return;
        }

        if (code != RefusalCode.Crossed)
            Log.Refused(channel.Name, reason);
        await Handshake.RefuseAsync(channel, code, reason, timeout).ConfigureAwait(false);
    }

    (RefusalCode Code, string Reason) Judge(Hello hello, PeerChannel channel) =>
        hello.Oldest > Protocol.Newest || hello.Newest < Protocol.Oldest
            ? (RefusalCode.Version, $"it speaks versions {hello.Oldest} to {hello.Newest} of the protocol, hub '{Id}' {Protocol.Oldest} to {Protocol.Newest}")
        : hello.Cluster != Options.Cluster ? (RefusalCode.Cluster, $"it is of cluster '{hello.Cluster}', hub '{Id}' of '{Options.Cluster}'")
        : hello.To != Id ? (RefusalCode.NotMe, $"it means hub '{hello.To}', this one is '{Id}'")
        : channel.Identity is { } identity && identity != hello.From ? (RefusalCode.NotYou, $"it says that it is hub '{hello.From}', its certificate says '{identity}'")
        : hello.From == Id || hello.From.Length == 0 ? (RefusalCode.NotYou, $"it says that it is hub '{hello.From}', as this one is")
        : disposed ? (RefusalCode.Closing, $"hub '{Id}' is about to end")
        : (default, "");

    void SayFault(string reason) => Log.CertificatesNotTaken(Id, reason);

    PeerLink Link(string hub) => links.GetOrAdd(hub, static (hub, network) => new(network, hub), this);

    /// <summary>Between a half and one and a half.</summary>
    internal double Jitter()
    {
        lock (random)
            return 0.5 + random.NextDouble();
    }

    /// <summary>Ends all connections to a hub, as a fault on the way would. For tests.</summary>
    internal void Cut(string hub) => Link(hub).Cut();

    /// <summary>The number of the connection with a hub; 0 for none. For tests.</summary>
    internal ulong ConnectionTo(string hub) => Link(hub).Connection;

    /// <summary>Takes no more requests, lets those under way end within the grace, and closes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        if (Options.Certificates is { } certificates)
            certificates.Faulted -= SayFault;
        using var over = new CancellationTokenSource(Options.ShutdownGrace, Options.Time);
        var grace = Task.Delay(Timeout.InfiniteTimeSpan, over.Token);
        await Task.WhenAll(links.Values.Select(l => l.CloseAsync(grace))).ConfigureAwait(false);
        await listener!.DisposeAsync().ConfigureAwait(false);
    }
}
