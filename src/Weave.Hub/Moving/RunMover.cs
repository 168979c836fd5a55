using Weave.Execution;
using Weave.Storage;
using Weave.Telemetry;
using Weave.Transport;

namespace Weave.Moving;

/// <summary>Moves the runs of this hub to others, and asks the others to move theirs.</summary>
/// <param name="hub">This hub.</param>
/// <param name="store">The store that the hubs share.</param>
/// <param name="peers">The way to the others.</param>
/// <param name="options">How to move; null for the defaults.</param>
sealed class RunMover(Hub hub, IClusterStore store, IPeers peers, MoveOptions? options = null) : IRunMover
{
    readonly MoveOptions options = options ?? new MoveOptions();

    /// <inheritdoc/>
    public async ValueTask<MoveResult> MoveAsync(string run, string? target = null, CancellationToken cancel = default)
    {
        var record = await store.FindAsync(run, cancel).ConfigureAwait(false) ?? throw new RunNotFoundException(run);
        if (record.State.IsFinal())
            return MoveResult.Stayed(record.Owner, $"it is {record.State}");
        if (target is null && options.Place is { } place)
            target = await place(record, cancel).ConfigureAwait(false);
        if (target is null)
            return MoveResult.Stayed(record.Owner, "no hub fits it");
        if (record.Owner == target)
            return MoveResult.To(target);
        var hubs = await store.HubsAsync(cancel).ConfigureAwait(false);
        if (Member(hubs, target) is not { } to)
            return MoveResult.Refused(record.Owner, $"hub '{target}' is no member");
        if (hub.Runs.Find(run) is { } here && record.Owner == hub.Id)
            return await AwayAsync(here, to.Hub, Member(hubs, hub.Id)?.Incarnation ?? 0, cancel).ConfigureAwait(false);
        return record.Owner is { } owner && owner != hub.Id && Member(hubs, owner) is { } other
            ? await AskAsync(other.Hub, run, target, cancel).ConfigureAwait(false)
            : MoveResult.Stayed(record.Owner, "no hub runs it at the moment");
    }

    static HubRecord? Member(IReadOnlyList<HubRecord> hubs, string id) => hubs.FirstOrDefault(h => h.Hub.Id == id && h.LeaseLeft > TimeSpan.Zero);

    /// <summary>Has the hub that runs it move it.</summary>
    async Task<MoveResult> AskAsync(HubInfo owner, string run, string target, CancellationToken cancel)
    {
        try
        {
            var answer = await peers.CallAsync(owner, PeerMethod.MoveAway, MoveAway.Of(run, target), options.SendTimeout, cancel).ConfigureAwait(false);
            return MoveAway.ReadResult(answer);
        }
        catch (PeerRefusedException e)
        {
            return MoveResult.Refused(owner.Id, e.Reason);
        }
        catch (PeerUnreachableException e)
        {
            return MoveResult.Stayed(owner.Id, e.Message);
        }
    }

    /// <summary>Moves a run that is at work here.</summary>
    async Task<MoveResult> AwayAsync(ActiveRun run, HubInfo to, long incarnation, CancellationToken cancel)
    {
        if (run.BeginMove(incarnation) is not { } move)
            return MoveResult.Stayed(hub.Id, "it is being moved already");
        var sending = new Departure(hub, peers, options, run, move, to);
        var result = MoveResult.Stayed(hub.Id, "it failed");
        try
        {
            return result = await sending.RunAsync(cancel).ConfigureAwait(false);
        }
        catch (PeerRefusedException e)
        {
            return result = MoveResult.Refused(hub.Id, e.Reason);
        }
        catch (Exception e) when (e is PeerUnreachableException or MoveOffException)
        {
            return result = MoveResult.Stayed(hub.Id, e.Message);
        }
        catch (TimeoutException)
        {
            return result = MoveResult.Stayed(hub.Id, $"it came to no cut within {options.Patience.TotalSeconds:0.#} s" + (run.Status().WaitsFor is { } what ? $": it waits for {what}" : ""));
        }
        catch (OperationCanceledException)
        {
            return result = MoveResult.Stayed(hub.Id, "whoever moved it has given up");
        }
        finally
        {
            // The run goes on first; the other hub can wait to hear of it.
            if (!result.IsMoved)
                run.EndMove(move, $"not moved to '{to.Id}': {result.Reason}");
            Record(result.Outcome, sending);
            if (!result.IsMoved)
                sending.Abort();
        }
    }

    static void Record(MoveOutcome outcome, Departure sending)
    {
        var tag = new KeyValuePair<string, object?>("weave.outcome", outcome.ToString().ToLowerInvariant());
        WeaveTelemetry.Moves.Tell(1, tag);
        WeaveTelemetry.MoveSize.Tell(sending.Sent, tag);
        if (sending.Pause is { } pause)
            WeaveTelemetry.MovePause.Tell(pause.TotalSeconds, tag);
    }
}
