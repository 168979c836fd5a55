using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Weave.Cluster.Tests.Simulation;
using Weave.Cluster.Tests.Transport;
using Weave.Postgres;
using Weave.Storage;

namespace Weave.Cluster.Tests.Chaos;

/// <summary>A hub in a process of its own, whose only way to the store leads through a proxy. The ledger it reaches directly: steps go on having effects while the store is out of reach.</summary>
/// <param name="id">Its id.</param>
/// <param name="postgres">Where PostgreSQL listens.</param>
/// <param name="ledger">The connection string for the ledger.</param>
/// <param name="ways">Its ways to the others.</param>
/// <param name="assembly">The program: this one, or another build of it.</param>
sealed class ChaosHub(string id, string postgres, string ledger, Ways ways, string assembly) : IAsyncDisposable
{
    readonly FaultyProxy proxy = new(postgres);
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
    public static async Task<int> RunAsync(string id, string store, string ledger, int port, string ways)
    {
        var reached = ways.Split(',').Select(static w => w.Split('=')).ToDictionary(static w => w[0], static w => w[1]);
        await using var entries = Ledger.Connect(ledger);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddWeave(o => o
            .UseStore(async (_, cancel) => Around<IClusterStore>.Of(await PostgresStore.OpenAsync(store, cancel: cancel), async (_, _, call) => Reached(await call())))
            .WaitForStore(TimeSpan.FromSeconds(30))
            .ListenOn(new IPEndPoint(IPAddress.Loopback, port))
            .Peers(p => p with { LoopbackWithoutTls = true })
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
        var way = IPEndPoint.Parse(proxy.Address);
        var store = new NpgsqlConnectionStringBuilder(ledger) { Host = $"{way.Address}", Port = way.Port };
        process = Process.Start(new ProcessStartInfo("dotnet", ["exec", assembly, "chaos-hub", id, store.ConnectionString, ledger, $"{ways.PortOf(id)}", ways.From(id)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
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

    /// <summary>Nothing passes to the store; what was under way arrives late, or with its connections never.</summary>
    public async Task CutAsync(TimeSpan down, bool forGood)
    {
        proxy.Swallow();
        await Task.Delay(down);
        if (forGood)
            proxy.CutAll();
        proxy.Heal();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        await proxy.DisposeAsync();
    }

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
