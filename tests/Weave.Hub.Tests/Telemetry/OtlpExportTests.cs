using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using Weave.Storage;
using Weave.Telemetry;

namespace Weave.Cluster.Tests.Telemetry;

public static partial class Traced
{
    [Fragment]
    public static async Task<int> Twice(int x) => await Doubled(x);

    [Step]
    static Task<int> Doubled(int x) => Task.FromResult(2 * x);
}

public sealed class OtlpExportTests
{
    [Fact]
    public async Task A_collector_gets_spans_and_metrics()
    {
        var received = new ConcurrentDictionary<string, string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            var text = Encoding.Latin1.GetString(body.ToArray());
            received.AddOrUpdate(signal, text, (_, before) => before + text);
        });
        await collector.StartAsync();

        using (new OtlpExport("hub-a", new Uri(collector.Urls.Single()), OtlpExportProtocol.HttpProtobuf))
        {
            await using var hub = await Hub.OpenAsync(new MemoryRunStore(), new HubOptions { HubId = "hub-a" });
            Assert.Equal(42, await (await hub.StartAsync(Traced.Fragments.Twice(21))).Result);
        }

        Assert.Contains("run Weave.Cluster.Tests.Telemetry.Traced.Twice(int)", received["traces"], StringComparison.Ordinal);
        Assert.Contains("step Weave.Cluster.Tests.Telemetry.Traced.Doubled(int)", received["traces"], StringComparison.Ordinal);
        Assert.Contains("weave.commit.duration", received["metrics"], StringComparison.Ordinal);
        Assert.Contains("hub-a", received["metrics"], StringComparison.Ordinal);
    }
}
