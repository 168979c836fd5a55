using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Weave.Transport.Listening;

/// <summary>A hub's Kestrel: nothing but connections between hubs; no web.</summary>
sealed class PeerListener : IAsyncDisposable
{
    readonly KestrelServer? server;
    readonly ServiceProvider services;

    PeerListener(KestrelServer? server, ServiceProvider services) => (this.server, this.services) = (server, services);

    internal string Address { get; private set; } = "";

    internal string Socket { get; private set; } = "";

    internal static async Task<PeerListener> StartAsync(PeerNetwork network, CancellationToken cancel)
    {
        var options = network.Options;
        var services = new ServiceCollection().AddSingleton(network).AddSingleton(options.Logs).AddLogging().AddMetrics().BuildServiceProvider();
        var kestrel = new KestrelServerOptions { ApplicationServices = services };
        kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
        ListenOptions? tcp = null;
        if (options.Listen is { } listen)
        {
            kestrel.Listen(listen, o =>
            {
                tcp = o;
                o.UseConnectionHandler<PeerConnectionHandler>();
            });
        }

        var path = options.SocketFolder is { } folder ? PeerSockets.Make(folder, network.Id) : "";
        if (path.Length > 0)
            kestrel.ListenUnixSocket(path, static o => o.UseConnectionHandler<PeerConnectionHandler>());
        if (tcp is null && path.Length == 0)
            return new(null, services);
        var server = new KestrelServer(Microsoft.Extensions.Options.Options.Create(kestrel), new SocketListenerFactory(), options.Logs);
        var started = new PeerListener(server, services);
        try
        {
            await server.StartAsync(new NoWeb(), cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            await started.DisposeAsync().ConfigureAwait(false);
            throw new PeerSetupException($"Hub '{network.Id}' cannot listen on {string.Join(" and ", new[] { options.Listen?.ToString(), path }.Where(static p => p is { Length: > 0 }))}: {e.Message.TrimEnd('.')}.", "Choose another address or port.", e);
        }

        started.Socket = path;
        if (tcp is not null)
            started.Address = options.Advertise ?? tcp.IPEndPoint!.ToString();
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.StopAsync(new(canceled: true)).ConfigureAwait(false);
            server.Dispose();
        }

        await services.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Kestrel asks for an application; no request ever reaches it.</summary>
    sealed class NoWeb : IHttpApplication<IFeatureCollection>
    {
        public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

        public Task ProcessRequestAsync(IFeatureCollection context) => throw new NotSupportedException("Hubs speak no HTTP here.");

        public void DisposeContext(IFeatureCollection context, Exception? exception)
        {
        }
    }
}
