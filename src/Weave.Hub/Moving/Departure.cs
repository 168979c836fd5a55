using Weave.Execution;
using Weave.Storage;
using Weave.Transport;

namespace Weave.Moving;

/// <summary>One run on its way from this hub to another.</summary>
/// <param name="hub">This hub.</param>
/// <param name="peers">The way to the others.</param>
/// <param name="options">How to move.</param>
/// <param name="run">The run.</param>
/// <param name="move">What its worker knows of the move.</param>
/// <param name="target">Where it goes.</param>
sealed class Departure(Hub hub, IPeers peers, MoveOptions options, ActiveRun run, RunMove move, HubRecord target)
{
    readonly HubInfo to = target.Hub;
    long ticket = -1;
    long? stopped;
    bool goesOn = true;

    /// <summary>Bytes sent so far.</summary>
    public long Sent { get; private set; }

    /// <summary>How long the run has stood still, once it goes on here or at the other hub; null if it did not, or if that is not known here.</summary>
    public TimeSpan? Pause => stopped is { } since && goesOn ? hub.Engine.Time.GetElapsedTime(since) : null;

    public async Task<MoveResult> RunAsync(CancellationToken cancel)
    {
        run.NoteMove($"is offered to '{to.Id}'");
        var offer = MoveBodies.Offer(run.Run, run.Epoch, run.Status().CheckpointBytes);
        (ticket, var lacksModule) = MoveBodies.ReadAccepted(await CallAsync(PeerMethod.MoveOffer, offer, options.SendTimeout, cancel).ConfigureAwait(false));
        if (lacksModule)
            await BringModuleAsync(cancel).ConfigureAwait(false);
        run.NoteMove($"moves to '{to.Id}'");
        for (var round = 0; round < options.MaxRounds; round++)
        {
            var part = await NextAsync(last: false, cancel).ConfigureAwait(false);
            await SendAsync(part.State, cancel).ConfigureAwait(false);
            if (part.HasMore)
                round--;
            else if (part.State.Bytes.Length <= options.SmallRest)
                break;
        }

        var last = await NextAsync(last: true, cancel).ConfigureAwait(false);
        stopped = last.Stopped;
        var body = MoveBodies.Last(ticket, last.Rest!, hub.Engine.Seal.Seal(last.State).Bytes.Span);
        await CallAsync(PeerMethod.MoveLast, body, options.LongestStop, cancel).ConfigureAwait(false);
        var end = await move.HandOverAsync(to.Id, target.Incarnation).ConfigureAwait(false);
        goesOn = end.Result is HandoverResult.Kept or HandoverResult.Refused;
        switch (end.Result)
        {
            case HandoverResult.Moved:
                goesOn = await SayAsync(PeerMethod.MoveGo, options.LongestStop).ConfigureAwait(false);
                return MoveResult.To(to.Id);
            case HandoverResult.Refused:
                return MoveResult.Refused(hub.Id, $"hub '{to.Id}' is no member, or drains");
            case HandoverResult.Unknown:
                // The other hub may have it, and finds that out: it must not forget what it was sent.
                ticket = -1;
                return MoveResult.Stayed(null, "the store failed, and what became of the move is not known here: " + (end.Cause?.Message ?? "it has stopped"));
            default:
                return MoveResult.Stayed(end.Result == HandoverResult.Kept ? hub.Id : null, "the store failed: " + (end.Cause?.Message ?? "its claim is over"));
        }
    }

    /// <summary>Has the other hub forget what it was sent; if that does not reach it, it looks at the store and finds that the run was not given to it.</summary>
    public void Abort()
    {
        if (ticket >= 0)
            _ = SayAsync(PeerMethod.MoveAbort, options.SendTimeout);
    }

    async Task BringModuleAsync(CancellationToken cancel)
    {
        var record = await hub.Engine.Store.FindAsync(run.Run, cancel).ConfigureAwait(false);
        if (record?.Module is { } module && await hub.Engine.Modules.TakeAsync(module, cancel).ConfigureAwait(false) is { } blob)
            await CallAsync(PeerMethod.MoveModule, MoveBodies.State(ticket, 0, blob.Span), options.SendTimeout, cancel).ConfigureAwait(false);
    }

    async Task<MovedPart> NextAsync(bool last, CancellationToken cancel) =>
        await hub.Engine.Machine.WaitAsync(move.NextAsync(last), options.Patience, hub.Engine.Time, cancel).ConfigureAwait(false);

    ValueTask<ReadOnlyMemory<byte>> CallAsync(PeerMethod method, byte[] body, TimeSpan deadline, CancellationToken cancel)
    {
        Sent += body.Length;
        return peers.CallAsync(to, method, body, deadline, cancel);
    }

    async Task SendAsync(StoredCheckpoint state, CancellationToken cancel)
    {
        var left = hub.Engine.Seal.Seal(state).Bytes;
        while (left.Length > 0)
        {
            var piece = left[..Math.Min(left.Length, options.PieceBytes)];
            left = left[piece.Length..];
            await CallAsync(PeerMethod.MoveState, MoveBodies.State(ticket, left.Length, piece.Span), options.SendTimeout, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Tells the other hub what has become of the move. False if it was not reached, or expects nothing any more: either way it finds out by itself.</summary>
    async Task<bool> SayAsync(PeerMethod what, TimeSpan deadline)
    {
        try
        {
            await CallAsync(what, MoveBodies.Ticket(ticket), deadline, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is PeerUnreachableException or PeerRefusedException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }
}
