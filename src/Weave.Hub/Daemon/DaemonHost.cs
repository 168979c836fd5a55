using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weave.Certificates;
using Weave.Hosting;

namespace Weave.Daemon;

/// <summary>The daemon: a host with a hub and nothing else. It ends when it is told to, by a signal or by a drain.</summary>
static class DaemonHost
{
    /// <summary>Steps are other people's code, and some of it blocks threads: the pool shall not have to grow thread by thread before anything else is heard.</summary>
    const int PoolThreads = 64;

    public static async Task<int> RunAsync(DaemonSettings settings, CancellationToken cancel)
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, PoolThreads), ports);
        try
        {
            foreach (var module in settings.Modules)
                Load(module);
            using var host = Build(settings);
            await host.StartAsync(cancel).ConfigureAwait(false);
            var hub = host.Services.GetRequiredService<Hub>();
            var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
            await Task.WhenAny(hub.Drained, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, lifetime.ApplicationStopping)).ConfigureAwait(false);
            await host.StopAsync(CancellationToken.None).ConfigureAwait(false);
            return DaemonExit.Done;
        }
        catch (StoreUnavailableException e)
        {
            return Fail(e.Message, DaemonExit.NoStore);
        }
        catch (WeaveSetupException e)
        {
            return Fail(e.Message, DaemonExit.Usage);
        }
        catch (OperationCanceledException)
        {
            return DaemonExit.Done;
        }
        catch (Exception e) when (e is WeaveException or IOException or BadImageFormatException)
        {
            return Fail(e.Message, DaemonExit.Failed);
        }
    }

    static IHost Build(DaemonSettings settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // why it ends is said in one line, at the end
        builder.Logging.AddSimpleConsole(static o =>
        {
            o.SingleLine = true;
            o.TimestampFormat = "HH:mm:ss.fff ";
        });
        builder.Services.Configure<HostOptions>(static o => o.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.Services.AddWeave(o =>
        {
            // The waiting for the database is the host's, which says so each time.
            o.UsePostgres(settings.Postgres, s => s with { RetryFor = settings.Wait < s.RetryFor ? settings.Wait : s.RetryFor }).WaitForStore(settings.Wait).Lease(settings.Lease);
            o.Peers(p => p with
            {
                Listen = settings.Listen,
                Advertise = settings.Advertise,
                SocketFolder = settings.Sockets,
                LoopbackWithoutTls = settings.InsecureLoopback,
                Certificates = settings.Certificates is { } folder ? PeerCertificates.FromFolder(folder, settings.Id!) : null,
            });
            if (settings.Telemetry is { } collector)
                o.ExportTelemetry(collector);
            o.Hub(h => h with { HubId = settings.Id, Labels = settings.Labels, Data = settings.Data, Workers = settings.Workers });
        });
        return builder.Build();
    }

    /// <summary>Loads an assembly with those beside it; its fragments are known from then on.</summary>
    static void Load(string path)
    {
        try
        {
            Assembly.LoadFrom(Path.GetFullPath(path));
        }
        catch (FileNotFoundException e)
        {
            throw new WeaveSetupException($"The module '{path}' cannot be loaded: {e.Message.Trim()}", "Name an assembly that is there, with the assemblies it needs beside it.");
        }
        catch (BadImageFormatException)
        {
            throw new WeaveSetupException($"The module '{path}' is no .NET assembly.", "Name the .dll that the build made.");
        }
    }

    static int Fail(string message, int code)
    {
        Console.Error.WriteLine($"weave-hub: {message}");
        return code;
    }
}
