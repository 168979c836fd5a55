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
    public ValueTask<MoveResult> MoveAsync(string run, string? target = null, CancellationToken cancel = default) => MoveAsync(run, target, inner: false, cancel);

    /// <inheritdoc/>
    public ValueTask<MoveResult> MoveInnerAsync(string run, string? target = null, CancellationToken cancel = default) => MoveAsync(run, target, inner: true, cancel);

    async ValueTask<MoveResult> MoveAsync(string run, string? target, bool inner, CancellationToken cancel)
    {
        var record = await store.FindAsync(run, cancel).ConfigureAwait(false) ?? throw new RunNotFoundException(run);
        if (record.State.IsFinal())
            return MoveResult.Stayed(record.Owner, $"it is {record.State}");
        if (target is null && options.Place is { } place)
            target = await place(record, cancel).ConfigureAwait(false);
        if (target is null)
            return MoveResult.Stayed(record.Owner, "no hub fits it");
        if (record.Owner == target)
            return inner ? MoveResult.Stayed(target, "all of it is at that hub") : MoveResult.To(target);
        var hubs = await store.HubsAsync(cancel).ConfigureAwait(false);
        if (Member(hubs, target) is not { } to)
            return MoveResult.Refused(record.Owner, $"hub '{target}' is no member");
        if (hub.Runs.Find(run) is { } here && record.Owner == hub.Id)
        {
            var incarnation = Member(hubs, hub.Id)?.Incarnation ?? 0;
            return inner ? await InnerAwayAsync(here, to, incarnation, cancel).ConfigureAwait(false) : await AwayAsync(here, to, incarnation, null, cancel).ConfigureAwait(false);
        }

        return record.Owner is { } owner && owner != hub.Id && Member(hubs, owner) is { } other
            ? await AskAsync(other.Hub, inner ? PeerMethod.MoveInner : PeerMethod.MoveAway, run, target, cancel).ConfigureAwait(false)
            : MoveResult.Stayed(record.Owner, "no hub runs it at the moment");
    }

    static HubRecord? Member(IReadOnlyList<HubRecord> hubs, string id) => hubs.FirstOrDefault(h => h.Hub.Id == id && h.LeaseLeft > TimeSpan.Zero);

    /// <summary>Has the hub that runs it move it.</summary>
    async Task<MoveResult> AskAsync(HubInfo owner, PeerMethod method, string run, string target, CancellationToken cancel)
    {
        try
        {
            var answer = await peers.CallAsync(owner, method, MoveAway.Of(run, target), options.SendTimeout, cancel).ConfigureAwait(false);
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

    /// <summary>Moves the inner frames of a run that is at work here, or all of it where they cannot be taken apart.</summary>
    async Task<MoveResult> InnerAwayAsync(ActiveRun run, HubRecord to, long incarnation, CancellationToken cancel)
    {
        if (to.State != HubState.Active)
            return MoveResult.Refused(hub.Id, $"hub '{to.Hub.Id}' drains");
        if (run.BeginSplit() is not { } split)
            return MoveResult.Stayed(hub.Id, "its inner frames are being moved already");
        var end = await SplitAsync(run, split, cancel).ConfigureAwait(false);
        if (end.Whole is { } why)
        {
            var note = $"all of it was moved, because {why}";
            var whole = await AwayAsync(run, to, incarnation, note, cancel).ConfigureAwait(false);
            return whole with { Reason = whole.IsMoved ? note : $"{whole.Reason}; its inner frames cannot be moved alone, because {why}" };
        }

        if (end.Inner is not { } inner)
            return MoveResult.Stayed(hub.Id, end.Off ?? "it failed");
        await hub.Runs.Begin(inner).Filled.ConfigureAwait(false);
        var moved = await MoveAsync(inner, to.Hub.Id, inner: false, cancel).ConfigureAwait(false);
        run.NoteMove(moved.IsMoved ? $"its inner frames, run '{inner}', were moved to '{to.Hub.Id}'" : $"its inner frames, run '{inner}', were not moved to '{to.Hub.Id}': {moved.Reason}");
        return moved with { Inner = inner };
    }

    /// <summary>Has the inner frames become a run of their own; whoever loses patience takes that back, as long as it is not begun.</summary>
    async Task<SplitEnd> SplitAsync(ActiveRun run, InnerSplit split, CancellationToken cancel)
    {
        string off;
        try
        {
            return await hub.Engine.Machine.WaitAsync(split.Ended, options.Patience, hub.Engine.Time, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            off = $"it came to no cut within {options.Patience.TotalSeconds:0.#} s" + (run.Status().WaitsFor is { } what ? $": it waits for {what}" : "");
        }
        catch (OperationCanceledException)
        {
            off = "whoever moved it has given up";
        }

        if (!split.GiveUp())
            return await split.Ended.ConfigureAwait(false);
        run.EndSplit(split, "its inner frames were not moved: " + off);
        return new SplitEnd(Off: off);
    }

    /// <summary>Moves a run that is at work here.</summary>
    async Task<MoveResult> AwayAsync(ActiveRun run, HubRecord to, long incarnation, string? note, CancellationToken cancel)
    {
        if (run.BeginMove(incarnation, note) is not { } move)
            return MoveResult.Stayed(hub.Id, "it is being moved already");
        var sending = new Departure(hub, peers, options, run, move, to);
        var result = MoveResult.Stayed(hub.Id, "it failed");
        try
        {
            return result = await sending.RunAsync(cancel).ConfigureAwait(false);
        }
        catch (PeerRefusedException e)
        {
            // A run that ends while it moves is one that the other hub soon expects no more.
            return result = move.Off is { } off ? MoveResult.Stayed(hub.Id, off.Message) : MoveResult.Refused(hub.Id, e.Reason);
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
                run.EndMove(move, $"not moved to '{to.Hub.Id}': {result.Reason}");
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
