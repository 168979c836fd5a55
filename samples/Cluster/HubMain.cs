using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weave;

namespace Cluster;

/// <summary>What a hub of the demonstration is: the lines that any program needs to be one.</summary>
static class HubMain
{
    public static async Task RunAsync(string id, string connection)
    {
        await using var ledger = Ledger.Connect(connection);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddWeave(o => o
            .UsePostgres(connection)
            .ListenOn(new IPEndPoint(IPAddress.Loopback, 0)) // a free port: the store tells the others
            .Peers(p => p with { LoopbackWithoutTls = true }) // in earnest: Certificates = PeerCertificates.FromFolder(...)
            .Name(id)
            .Lease(TimeSpan.FromSeconds(1)));
        await builder.Build().RunAsync();
    }
}
