using System.Collections.Concurrent;
using Weave.Modules;
using Weave.Storage;
using Weave.Transport;

namespace Weave.Moving;

/// <summary>Takes in the runs that other hubs move here, and does what they ask about moving.</summary>
/// <param name="hub">This hub.</param>
/// <param name="mover">Moves runs of this hub away when another asks for it.</param>
/// <param name="options">How to take them; null for the defaults.</param>
sealed class MoveReceiver(Hub hub, IRunMover mover, MoveOptions? options = null) : IPeerService, IDisposable
{
    readonly MoveOptions options = options ?? new MoveOptions();
    readonly ConcurrentDictionary<long, Arrival> arrivals = new();
    readonly CancellationTokenSource closing = new();
    long tickets;

    /// <summary>True if a run is on its way here: nobody else shall claim it for this hub meanwhile.</summary>
    public bool Expects(string run) => arrivals.Values.Any(a => a.Run == run);

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> HandleAsync(string from, PeerMethod method, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        switch (method)
        {
            case PeerMethod.MoveOffer:
                return await OfferedAsync(from, body, cancel).ConfigureAwait(false);
            case PeerMethod.MoveModule:
                var module = MoveBodies.ReadState(body);
                Of(from, module.Ticket).Bring(module.Piece);
                return default;
            case PeerMethod.MoveState:
                var state = MoveBodies.ReadState(body);
                await Of(from, state.Ticket).AddAsync(state.Piece, state.Left).ConfigureAwait(false);
                return default;
            case PeerMethod.MoveLast:
                var last = MoveBodies.ReadLast(body);
                var arrival = Of(from, last.Ticket);
                await arrival.EndAsync(last.State, last.With).ConfigureAwait(false);
                return default;
            case PeerMethod.MoveGo:
                await GoAsync(Of(from, MoveBodies.ReadTicket(body))).ConfigureAwait(false);
                return default;
            case PeerMethod.MoveAbort:
                if (arrivals.TryGetValue(MoveBodies.ReadTicket(body), out var off) && off.From == from)
                    Abort(off);
                return default;
            case PeerMethod.MoveAway:
                var (run, target) = MoveAway.Read(body);
                return MoveAway.OfResult(await mover.MoveAsync(run, target, cancel).ConfigureAwait(false));
            case PeerMethod.MoveInner:
                var (outer, to) = MoveAway.Read(body);
                return MoveAway.OfResult(await mover.MoveInnerAsync(outer, to, cancel).ConfigureAwait(false));
            case PeerMethod.News:
                await hub.Runs.ReceiveAsync(MoveBodies.ReadText(body)).ConfigureAwait(false);
                return default;
            default:
                throw new PeerRefusedException(hub.Id, $"{method} is nothing that concerns moving");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        closing.Cancel();
        foreach (var arrival in arrivals.Values)
            Drop(arrival);
    }

    async Task<ReadOnlyMemory<byte>> OfferedAsync(string from, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        var (version, id, epoch, _) = MoveBodies.ReadOffer(body);
        if (version != MoveBodies.Version)
            throw new PeerRefusedException(hub.Id, $"it moves runs by version {MoveBodies.Version}, not {version}");
        var record = await hub.Engine.Store.FindAsync(id, cancel).ConfigureAwait(false);
        if (record?.Owner != from || record.Epoch != epoch)
            throw new PeerRefusedException(hub.Id, $"run '{id}' is not {from}'s to give away");
        if (closing.IsCancellationRequested || hub.IsClosing)
            throw new PeerRefusedException(hub.Id, "it closes");
        if (options.Refuses?.Invoke(record) is { } reason)
            throw new PeerRefusedException(hub.Id, reason);
        foreach (var older in arrivals.Values.Where(a => a.Run == id))
            Drop(older);
        var arrival = new Arrival(hub, Interlocked.Increment(ref tickets), from, epoch, record) { Heard = hub.Engine.Time.GetTimestamp() };
        arrivals[arrival.Ticket] = arrival;
        if (!await hub.Runs.IsElsewhereAsync(id).ConfigureAwait(false))
        {
            Drop(arrival);
            throw new PeerRefusedException(hub.Id, "it is at work there still");
        }

        _ = WatchAsync(arrival);
        var lacks = record.Module is { } module && module != OwnModule.Current?.Hash && await hub.Engine.Modules.LacksAsync(module, cancel).ConfigureAwait(false);
        return MoveBodies.Accepted(arrival.Ticket, lacks);
    }

    Arrival Of(string from, long ticket)
    {
        if (!arrivals.TryGetValue(ticket, out var arrival) || arrival.From != from)
            throw new PeerRefusedException(hub.Id, "it does not expect this run any more");
        arrival.Heard = hub.Engine.Time.GetTimestamp();
        return arrival;
    }

    async Task GoAsync(Arrival arrival)
    {
        var adopted = await arrival.AdoptAsync().ConfigureAwait(false);
        Drop(arrival);
        if (!adopted)
            hub.Runs.Begin(arrival.Run);
    }

    /// <summary>One that is complete might be this hub's by now: whoever watches it asks the store once more, and drops it then.</summary>
    void Abort(Arrival arrival)
    {
        arrival.IsOff = true;
        if (arrival.Rest is null)
            Drop(arrival);
    }

    void Drop(Arrival arrival)
    {
        arrivals.TryRemove(arrival.Ticket, out _);
        arrival.Dispose();
    }

    /// <summary>Finds out by itself what became of the move, when nobody says so in time: the hub that began it may be gone.</summary>
    async Task WatchAsync(Arrival arrival)
    {
        for (var pause = options.GoTimeout; ; pause = pause < TimeSpan.FromSeconds(2) ? pause * 2 : pause)
        {
            try
            {
                await hub.Engine.Machine.PauseAsync(pause, hub.Engine.Time, arrival.Over).ConfigureAwait(false);
                var off = arrival.IsOff || (arrival.Rest is null && hub.Engine.Time.GetElapsedTime(arrival.Heard) > options.SendTimeout);
                var record = await hub.Engine.Store.FindAsync(arrival.Run).ConfigureAwait(false);
                if (!off && record is { } still && still.Owner == arrival.From && still.Epoch == arrival.Epoch)
                    continue;
                var taken = record?.Owner != hub.Id || (arrival.Rest is not null && await TakeAsync(arrival, record).ConfigureAwait(false));
                Drop(arrival);
                if (!taken)
                    hub.Runs.Begin(arrival.Run);
                return;
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (Exception)
            {
                // The store cannot be asked now.
            }
        }
    }

    /// <summary>The run is this hub's: by the handover, or because it was claimed after the hub that had it. What came is used if nothing was committed since.</summary>
    async Task<bool> TakeAsync(Arrival arrival, RunRecord record)
    {
        var stored = await hub.Engine.Store.LoadAsync(arrival.Run).ConfigureAwait(false);
        var rest = arrival.Rest!;
        var isLatest = record.Epoch == arrival.Epoch + 1 && stored.Checkpoints.All(c => c.Sequence <= rest.Sequence)
            && stored.Inbox.All(m => m.Kind != MessageKind.StepOutcome || rest.Consumed.Contains(m.Id) || rest.Outcomes.ContainsKey(m.Subject));
        return isLatest && await arrival.AdoptAsync().ConfigureAwait(false);
    }
}
