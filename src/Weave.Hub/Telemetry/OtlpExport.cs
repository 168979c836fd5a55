using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Weave.Telemetry;

/// <summary>Sends what <see cref="WeaveTelemetry"/> names to an OpenTelemetry collector. A process that has an OpenTelemetry set-up of its own adds the source and the meter there instead.</summary>
public sealed class OtlpExport : IDisposable
{
    readonly TracerProvider traces;
    readonly MeterProvider metrics;

    /// <param name="hub">The hub's id: the service instance.</param>
    /// <param name="endpoint">The collector: <c>http://host:4317</c> for gRPC, <c>http://host:4318</c> for HTTP; null for what OTEL_EXPORTER_OTLP_ENDPOINT and its like say.</param>
    /// <param name="protocol">How to speak to it.</param>
    public OtlpExport(string hub, Uri? endpoint = null, OtlpExportProtocol? protocol = null)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("weave-hub", serviceInstanceId: hub);
        traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(WeaveTelemetry.SourceName)
            .AddOtlpExporter(o => Configure(o, "v1/traces")).Build();
        metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(WeaveTelemetry.MeterName)
            .AddOtlpExporter(o => Configure(o, "v1/metrics")).Build();

        void Configure(OtlpExporterOptions options, string path)
        {
            if (protocol is { } spoken)
                options.Protocol = spoken;

            // An endpoint that is set in code is taken as it is, so HTTP needs the path.
            if (endpoint is not null)
                options.Endpoint = options.Protocol == OtlpExportProtocol.HttpProtobuf ? new Uri(endpoint, path) : endpoint;
        }
    }

    /// <summary>Sends what has not been sent, within a few seconds.</summary>
    public void Dispose()
    {
        traces.ForceFlush(5000);
        metrics.ForceFlush(5000);
        traces.Dispose();
        metrics.Dispose();
    }
}
