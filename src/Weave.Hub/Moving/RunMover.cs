using Weave.Execution;
using Weave.Storage;
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

    TimeProvider Time => hub.Engine.Time;

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
        var sending = new Sending(this, run, move, to);
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
            {
                run.EndMove(move, $"not moved to '{to.Id}': {result.Reason}");
                sending.Abort();
            }
        }
    }

    /// <summary>One move on its way.</summary>
    sealed class Sending(RunMover mover, ActiveRun run, RunMove move, HubInfo to)
    {
        readonly MoveOptions options = mover.options;
        long ticket = -1;

        public async Task<MoveResult> RunAsync(CancellationToken cancel)
        {
            run.NoteMove($"is offered to '{to.Id}'");
            var offer = MoveBodies.Offer(run.Run, run.Epoch, run.Status().CheckpointBytes);
            ticket = MoveBodies.ReadTicket(await CallAsync(PeerMethod.MoveOffer, offer, options.SendTimeout, cancel).ConfigureAwait(false));
            run.NoteMove($"moves to '{to.Id}'");
            for (var round = 0; round < options.MaxRounds; round++)
            {
                var part = await NextAsync(last: false, cancel).ConfigureAwait(false);
                await SendAsync(part.State, cancel).ConfigureAwait(false);
                if (part.State.Base >= 0 && part.State.Bytes.Length <= options.SmallRest)
                    break;
            }

            var last = await NextAsync(last: true, cancel).ConfigureAwait(false);
            var body = MoveBodies.Last(ticket, last.Rest!, mover.hub.Engine.Seal.Seal(last.State).Bytes.Span);
            await CallAsync(PeerMethod.MoveLast, body, options.LongestStop, cancel).ConfigureAwait(false);
            var end = await move.HandOverAsync(to.Id).ConfigureAwait(false);
            switch (end.Result)
            {
                case HandoverResult.Moved:
                    await GoAsync().ConfigureAwait(false);
                    return MoveResult.To(to.Id);
                case HandoverResult.Refused:
                    return MoveResult.Refused(mover.hub.Id, $"hub '{to.Id}' is no member, or drains");
                default:
                    return MoveResult.Stayed(end.Result == HandoverResult.Kept ? mover.hub.Id : null, "the store failed: " + (end.Cause?.Message ?? "its claim is over"));
            }
        }

        /// <summary>Has the other hub forget what it was sent.</summary>
        public void Abort()
        {
            if (ticket >= 0)
                _ = AbortAsync();
        }

        async Task<MovedPart> NextAsync(bool last, CancellationToken cancel) =>
            await move.NextAsync(last).WaitAsync(options.Patience, mover.Time, cancel).ConfigureAwait(false);

        ValueTask<ReadOnlyMemory<byte>> CallAsync(PeerMethod method, byte[] body, TimeSpan deadline, CancellationToken cancel) =>
            mover.peers.CallAsync(to, method, body, deadline, cancel);

        async Task SendAsync(StoredCheckpoint state, CancellationToken cancel)
        {
            var left = mover.hub.Engine.Seal.Seal(state).Bytes;
            while (left.Length > 0)
            {
                var piece = left[..Math.Min(left.Length, options.PieceBytes)];
                left = left[piece.Length..];
                await CallAsync(PeerMethod.MoveState, MoveBodies.State(ticket, left.Length, piece.Span), options.SendTimeout, cancel).ConfigureAwait(false);
            }
        }

        /// <summary>The other hub finds out by itself if this does not reach it.</summary>
        async Task GoAsync()
        {
            try
            {
                await CallAsync(PeerMethod.MoveGo, MoveBodies.Ticket(ticket), options.LongestStop, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception e) when (e is PeerUnreachableException or PeerRefusedException or OperationCanceledException or ObjectDisposedException)
            {
                // Nothing to do: the run is the other hub's.
            }
        }

        async Task AbortAsync()
        {
            try
            {
                await CallAsync(PeerMethod.MoveAbort, MoveBodies.Ticket(ticket), options.SendTimeout, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception e) when (e is PeerUnreachableException or PeerRefusedException or OperationCanceledException or ObjectDisposedException)
            {
                // It looks at the store and finds that the run was not given to it.
            }
        }
    }
}
