using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Weave.Benchmarks.Hubs;

/// <summary>What each of the three processes runs.</summary>
static class HubServer
{
    public static Task RunAsync(string id, string connection, TimeSpan lease)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddWeave(o => o
            .UsePostgres(connection)
            .ListenOn(new IPEndPoint(IPAddress.Loopback, 0))
            .Peers(p => p with { LoopbackWithoutTls = true })
            .Name(id)
            .Lease(lease));
        return builder.Build().RunAsync();
    }
}
