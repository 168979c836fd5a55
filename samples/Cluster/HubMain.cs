using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weave.Cluster;

namespace Cluster;

/// <summary>What a hub of the demonstration is: the lines that any program needs to be one.</summary>
static class HubMain
{
    public static async Task RunAsync(string id, int port, string connection)
    {
        await using var ledger = Ledger.Connect(connection);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddWeave(o => o.UsePostgres(connection).ListenOn(port).WithoutTlsOnLoopback().Named(id).WithLease(TimeSpan.FromSeconds(1)));
        await builder.Build().RunAsync();
    }
}
