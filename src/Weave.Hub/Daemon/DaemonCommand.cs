using System.CommandLine;
using System.Net;

namespace Weave.Daemon;

/// <summary>The daemon's command line.</summary>
static class DaemonCommand
{
    static readonly Option<string?> postgres = new("--postgres") { Description = "The PostgreSQL database that the cluster shares, as Npgsql takes it. Or in WEAVE_POSTGRES." };
    static readonly Option<string?> listen = new("--listen") { Description = "Where other hubs reach this one: ADDRESS:PORT, port 0 for a free one." };
    static readonly Option<string?> advertise = new("--advertise") { Description = "How others name that: HOST:PORT, where the address is not it." };
    static readonly Option<string?> id = new("--id") { Description = "Names the hub: one process at a time. A new name each time, if it is left out." };
    static readonly Option<string?> certs = new("--certs") { Description = "The folder with ca.pem and this hub's certificate and key." };
    static readonly Option<string?> sockets = new("--sockets") { Description = "A folder for Unix sockets, on which hubs of this machine and user talk." };
    static readonly Option<string[]> label = new("--label") { Description = "What people call this host; may be given again." };
    static readonly Option<string[]> data = new("--data") { Description = "A data resource that is near this host; may be given again." };
    static readonly Option<string[]> module = new("--module") { Description = "An assembly with fragments, loaded at the start; may be given again. Others come from the store." };
    static readonly Option<double> lease = new("--lease") { Description = "Seconds that the membership holds when nothing is heard of this hub.", DefaultValueFactory = static _ => 10 };
    static readonly Option<double> wait = new("--wait") { Description = "Seconds to wait for the database at the start.", DefaultValueFactory = static _ => 60 };
    static readonly Option<int> workers = new("--workers") { Description = "Engine threads.", DefaultValueFactory = static _ => Environment.ProcessorCount };
    static readonly Option<Uri?> otlp = new("--otlp") { Description = "An OpenTelemetry collector that gets traces and metrics, for example http://127.0.0.1:4317." };
    static readonly Option<bool> insecure = new("--insecure-loopback") { Description = "Speak without TLS, on the loopback address and nowhere else." };

    public static RootCommand Create()
    {
        var command = new RootCommand("A Weave hub: runs what is in the store it shares with other hubs.")
        {
            postgres, listen, advertise, id, certs, sockets, label, data, module, lease, wait, workers, otlp, insecure,
        };
        command.SetAction(static (parsed, cancel) => RunAsync(parsed, cancel));
        return command;
    }

    static Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var store = parsed.GetValue(postgres) ?? Environment.GetEnvironmentVariable("WEAVE_POSTGRES");
        if (string.IsNullOrEmpty(store))
            return Usage("No store: give --postgres, or set WEAVE_POSTGRES.");
        IPEndPoint? address = null;
        if (parsed.GetValue(listen) is { } text && !IPEndPoint.TryParse(text, out address))
            return Usage($"'{text}' is no address to listen on: give ADDRESS:PORT, for example 127.0.0.1:7070.");
        if (address is not null && parsed.GetValue(certs) is null && !parsed.GetValue(insecure))
            return Usage("A hub listens with certificates: give --certs and --id (weavec certs makes them), or --insecure-loopback with a loopback address.");
        if (parsed.GetValue(certs) is not null && parsed.GetValue(id) is null)
            return Usage("Certificates are a hub's own: give its --id.");
        if (parsed.GetValue(lease) < 0.1 || parsed.GetValue(wait) < 0 || parsed.GetValue(workers) < 1)
            return Usage("A lease is a tenth of a second or more, a wait is not negative, and there is at least one worker.");
        return DaemonHost.RunAsync(
            new DaemonSettings
            {
                Postgres = store,
                Listen = address,
                Advertise = parsed.GetValue(advertise),
                Id = parsed.GetValue(id),
                Certificates = parsed.GetValue(certs),
                Sockets = parsed.GetValue(sockets),
                InsecureLoopback = parsed.GetValue(insecure),
                Labels = parsed.GetValue(label) ?? [],
                Data = parsed.GetValue(data) ?? [],
                Modules = parsed.GetValue(module) ?? [],
                Lease = TimeSpan.FromSeconds(parsed.GetValue(lease)),
                Wait = TimeSpan.FromSeconds(parsed.GetValue(wait)),
                Workers = parsed.GetValue(workers),
                Telemetry = parsed.GetValue(otlp),
            },
            cancel);
    }

    static Task<int> Usage(string message)
    {
        Console.Error.WriteLine($"weave-hub: {message}");
        return Task.FromResult(DaemonExit.Usage);
    }
}
