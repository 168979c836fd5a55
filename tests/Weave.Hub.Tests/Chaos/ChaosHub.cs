using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Weave.Certificates;
using Weave.Cluster.Tests.Simulation;
using Weave.Cluster.Tests.Transport;
using Weave.Postgres;
using Weave.Storage;
using Weave.Transport;

namespace Weave.Cluster.Tests.Chaos;

/// <summary>A hub in a process of its own.</summary>
/// <param name="id">Its id.</param>
/// <param name="network">Over which it reaches the others and the store.</param>
/// <param name="assembly">The program: this one, or another build of it.</param>
sealed class ChaosHub(string id, INetwork network, string assembly) : IAsyncDisposable
{
    readonly Queue<string> lines = new();
    Process? process;

    public string Id => id;

    /// <summary>Something is being done to it.</summary>
    public bool Disturbed { get; set; }

    /// <summary>Why its process has ended without being killed, or null.</summary>
    public string? Ended
    {
        get
        {
            if (process is not { HasExited: true })
                return null;
            lock (lines)
                return $"{id} ended by itself with {process.ExitCode}: {string.Join("\n  ", lines)}";
        }
    }

    /// <summary>The mode of the program: a hub until its input ends.</summary>
    public static async Task<int> RunAsync(string id, string store, string ledger, string listen, string certificates, string ways)
    {
        var reached = ways == "-" ? [] : ways.Split(',').Select(static w => w.Split('=')).ToDictionary(static w => w[0], static w => w[1]);
        await using var entries = Ledger.Connect(ledger);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddWeave(o => o
            .UseStore(async (_, cancel) => Around<IClusterStore>.Of(await PostgresStore.OpenAsync(store, cancel: cancel), async (_, _, call) => Reached(await call())))
            .WaitForStore(TimeSpan.FromSeconds(30))
            .ListenOn(IPEndPoint.Parse(listen))
            .Peers(p => certificates == "-" ? p with { LoopbackWithoutTls = true } : p with { Certificates = PeerCertificates.FromFolder(certificates, id) })
            .Name(id)
            .Lease(TimeSpan.FromSeconds(1))
            .Hub(h => h with { Workers = 2, CheckpointInterval = TimeSpan.FromMilliseconds(200), MaxAttempts = 1000 }));
        using var over = new CancellationTokenSource();
        _ = Task.Run(() =>
        {
            while (Console.In.ReadLine() is not null)
            {
                // Until its parent is gone.
            }

            over.Cancel();
        });
        await builder.Build().RunAsync(over.Token);
        return 0;

        // Every other hub is where the way to it begins.
        object? Reached(object? answer) => answer is IReadOnlyList<HubRecord> hubs
            ? hubs.Select(h => reached.TryGetValue(h.Hub.Id, out var way) ? h with { Hub = h.Hub with { Address = way, Socket = "" } } : h).ToArray()
            : answer;
    }

    public void Start()
    {
        process?.Dispose();
        var command = network.Command(id, "exec", assembly, "chaos-hub", id, Connection(network.Store(id)), Connection(network.Ledger(id)), $"{network.Listen(id)}", network.Certificates ?? "-", network.WaysFrom(id));
        command.RedirectStandardInput = command.RedirectStandardOutput = command.RedirectStandardError = true;
        process = Process.Start(command)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public async Task KillAsync(TimeSpan down)
    {
        Signal.Send(process!.Id, Signal.Kill);
        await process.WaitForExitAsync();
        await Task.Delay(down);
        Start();
    }

    public async Task PauseAsync(TimeSpan down)
    {
        Signal.Send(process!.Id, Signal.Stop);
        await Task.Delay(down);
        Signal.Send(process.Id, Signal.Continue);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
    }

    static string Connection(IPEndPoint to) => new NpgsqlConnectionStringBuilder { Host = $"{to.Address}", Port = to.Port, Username = "postgres", Database = "postgres" }.ConnectionString;

    void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not { Length: > 0 } text)
            return;
        lock (lines)
        {
            lines.Enqueue(text);
            if (lines.Count > 30)
                lines.Dequeue();
        }
    }
}
