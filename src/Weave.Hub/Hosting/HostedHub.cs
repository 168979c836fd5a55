using Microsoft.Extensions.Logging;
using Weave.Moving;
using Weave.Storage;
using Weave.Transport;

namespace Weave.Hosting;

/// <summary>A hub with what belongs to it: the way to the others, and the moves.</summary>
sealed class HostedHub : IAsyncDisposable
{
    PeerDoor? door;
    PeerNetwork? peers;
    Moves? moves;

    HostedHub()
    {
    }

    public Hub Hub { get; private set; } = null!;

    /// <summary>Where other hubs reach it; empty when they cannot.</summary>
    public string Address => peers?.Address ?? "";

    /// <summary>Listens, joins, and answers the others from then on.</summary>
    public static async Task<HostedHub> OpenAsync(IRunStore store, HubOptions options, PeerOptions? network, ILoggerFactory logs, CancellationToken cancel)
    {
        var hosted = new HostedHub();
        try
        {
            await hosted.StartAsync(store, options, network, logs, cancel).ConfigureAwait(false);
            return hosted;
        }
        catch
        {
            await hosted.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        door?.Close();
        try
        {
            if (moves is not null)
                await moves.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            if (Hub is not null)
                await Hub.DisposeAsync().ConfigureAwait(false);
            if (peers is not null)
                await peers.DisposeAsync().ConfigureAwait(false);
        }
    }

    async Task StartAsync(IRunStore store, HubOptions options, PeerOptions? network, ILoggerFactory logs, CancellationToken cancel)
    {
        if (network is null || store is not IClusterStore cluster)
        {
            Hub = await Hub.OpenAsync(store, options, cancel).ConfigureAwait(false);
            return;
        }

        var id = options.HubId ?? "hub-" + options.NewId();
        door = new PeerDoor(id);
        peers = await PeerNetwork.StartAsync(id, network with { Logs = logs }, door, cancel).ConfigureAwait(false);
        var announce = options.Announce;
        Hub = await Hub.OpenAsync(
            store,
            options with
            {
                HubId = id,
                Announce = found =>
                {
                    var reached = found with { Address = peers.Address, Socket = peers.Socket, Host = peers.Host };
                    return announce?.Invoke(reached) ?? reached;
                },
            },
            cancel).ConfigureAwait(false);
        moves = new Moves(Hub, cluster, peers, new MoveOptions { Refuses = Hub.Runs.WhyNot, Place = (run, _) => new(Hub.Runs.Place(run)?.Hub.Id) });
        Hub.Engine.MoveAway = async (run, target, stop) => (await moves.Mover.MoveAsync(run, target, stop).ConfigureAwait(false)).IsMoved;
        door.Open(moves.Service);
    }
}
