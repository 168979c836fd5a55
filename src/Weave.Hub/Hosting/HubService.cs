using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weave.Cluster;
using Weave.Storage;
using Weave.Telemetry;

namespace Weave.Hosting;

/// <summary>Opens the hub of a host when it starts; drains and closes it when it stops.</summary>
sealed partial class HubService(WeaveOptions options, HubSource source, IServiceProvider services, ILoggerFactory logs) : IHostedService, IAsyncDisposable
{
    static readonly TimeSpan pause = TimeSpan.FromSeconds(1);

    readonly ILogger log = logs.CreateLogger("Weave.Hub");
    HubOptions told = new();
    IRunStore? store;
    HostedHub? hub;
    OtlpExport? telemetry;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            told = options.Validated();
            var observer = told.OnHubEvent;
            store = await OpenStoreAsync(cancellationToken).ConfigureAwait(false);
            told = told with
            {
                OnHubEvent = e =>
                {
                    Log(e);
                    observer?.Invoke(e);
                },
            };
            told = told with { HubId = told.HubId ?? "hub-" + told.NewId() };
            telemetry = options.OpenTelemetry?.Invoke(told.HubId);
            hub = await HostedHub.OpenAsync(store, told, options.PeersOrNone, logs, cancellationToken).ConfigureAwait(false);
            if (hub.Address.Length > 0)
                LogListens(hub.Hub.Id, hub.Address);
            else
                LogOpen(hub.Hub.Id);
            source.Open(hub.Hub);
        }
        catch (Exception e)
        {
            source.Fail(e);
            await CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (hub is { } open && store is IClusterStore)
            await DrainAsync(open.Hub, cancellationToken).ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    /// <summary>Others shall have the runs while this process still lives; what they do not take in time is saved and let go by closing.</summary>
    async Task DrainAsync(Hub open, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(told.ShutdownTimeout);
        try
        {
            await open.DrainAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            LogDrainCut(open.Id, open.Load.Runs);
        }
    }

    async Task<IRunStore> OpenStoreAsync(CancellationToken cancel)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await options.OpenStore!(services, cancel).ConfigureAwait(false);
            }
            catch (StoreUnavailableException e) when (TimeProvider.System.GetElapsedTime(began) < options.Patience)
            {
                LogNoStore(e.Message);
                await Task.Delay(pause, TimeProvider.System, cancel).ConfigureAwait(false);
            }
        }
    }

    async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref hub, null) is { } open)
        {
            await open.DisposeAsync().ConfigureAwait(false);
            LogClosed(open.Hub.Id);
        }

        if (Interlocked.Exchange(ref store, null) is { } opened && !options.KeepsStore)
            await opened.DisposeAsync().ConfigureAwait(false);
        Interlocked.Exchange(ref telemetry, null)?.Dispose();
    }

    void Log(HubEvent e)
    {
        if (e.Kind is HubEventKind.Lost or HubEventKind.AtRisk or HubEventKind.PeerGone)
            LogTrouble(e.Hub, e.Text);
        else
            LogEvent(e.Hub, e.Text);
    }

    [LoggerMessage(1, LogLevel.Information, "Hub '{Hub}' is open.")]
    partial void LogOpen(string hub);

    [LoggerMessage(2, LogLevel.Information, "Hub '{Hub}' is open, and listens on {Address}.")]
    partial void LogListens(string hub, string address);

    [LoggerMessage(3, LogLevel.Information, "Hub '{Hub}' is closed.")]
    partial void LogClosed(string hub);

    [LoggerMessage(4, LogLevel.Warning, "Hub '{Hub}' stops with {Runs} runs that nobody has taken in time: they are saved and go on when a hub takes them.")]
    partial void LogDrainCut(string hub, int runs);

    [LoggerMessage(5, LogLevel.Warning, "{Reason} Trying again.")]
    partial void LogNoStore(string reason);

    [LoggerMessage(6, LogLevel.Information, "Hub '{Hub}' {What}.")]
    partial void LogEvent(string hub, string what);

    [LoggerMessage(7, LogLevel.Warning, "Hub '{Hub}' {What}.")]
    partial void LogTrouble(string hub, string what);
}
