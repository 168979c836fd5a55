using Weave.Cluster;
using Weave.Codecs;
using Weave.State;
using Weave.Storage;

namespace Weave.Execution;

/// <content>Inner frames that are a run of their own, on their side: what they take from the run that somebody started, and what they bring their caller.</content>
sealed partial class ActiveRun
{
    /// <summary>What a look sees beside the run's own inbox: the events for the run that somebody started.</summary>
    async ValueTask<IReadOnlyList<InboxMessage>> WithRootAsync(IReadOnlyList<InboxMessage> own)
    {
        if (caller is not { } called)
            return own;
        try
        {
            var root = await engine.Store.InboxAsync(called.Root).ConfigureAwait(false);
            return [.. own, .. root.Where(static m => m.Kind == MessageKind.Event || InnerMessages.IsTaken(m))];
        }
        catch (RunNotFoundException)
        {
            return own; // it was dropped, and so will this one be
        }
    }

    /// <summary>What a commit tells the caller's run beside its own messages: that inner frames are away, which events were taken.</summary>
    IEnumerable<InboxMessage> InnerNews()
    {
        if (marker is { } away)
            yield return away;
        if (caller is not { } called)
            yield break;
        foreach (var id in consumed.Where(EventMessage.Is))
            yield return InnerMessages.Taken(called.Root, id);
    }

    /// <summary>What its last commit tells the run that waits for it.</summary>
    IReadOnlyList<InboxMessage> InnerEnd(RunState state, ReadOnlySpan<byte> outcome)
    {
        if (callerRun is not { } waiting)
            return [];
        var wasCancelled = cancelNoted && !strand.Context.CancelDue;
        var payload = state switch
        {
            RunState.Completed => InnerResult.OfValue(outcome, wasCancelled),
            RunState.Terminated => InnerResult.OfEnd(ExceptionCodec.Encode(new RunTerminatedException(Run)), wasCancelled),
            RunState.Cancelled => InnerResult.OfEnd(outcome, wasCancelled),
            _ => InnerResult.OfFailure(outcome, wasCancelled),
        };
        return [.. InnerNews(), InnerMessages.Result(waiting, Run, claim.Epoch, payload)];
    }

    /// <summary>Takes what the outermost and the innermost frame say about the runs around this one.</summary>
    void NoteRuns(IReadOnlyList<Frame> frames, bool asks)
    {
        awayRun = (frames[^1] as AwayFrame)?.Inner;
        (marker, creating, lookedFor, cancelTold) = (null, null, null, false);
        caller = frames[0] as CallerFrame;
        if (caller is not { } called)
            return;
        callerRun = called.Run;
        engine.InnerRuns[this] = called.Root;
        if (asks)
        {
            asking = AskCallerAsync(called.Run);
            SignalAfter(asking);
        }

        Look();
    }

    /// <summary>A run whose caller does not wait for it is nobody's: it is dropped. True if that is known.</summary>
    bool ServeCaller()
    {
        if (!asking!.IsCompleted)
            return false;
        if (!asking.Result)
        {
            callerRun = null;
            terminateAsked = true;
        }

        asking = null;
        return true;
    }

    async Task<bool> AskCallerAsync(string waiting)
    {
        var isWaiting = true;
        try
        {
            var inbox = await engine.Store.InboxAsync(waiting).ConfigureAwait(false);
            isWaiting = inbox.Any(m => m.Id == InnerMessages.MarkerId(Run));
        }
        catch (RunNotFoundException)
        {
            isWaiting = false;
        }
        catch (Exception e)
        {
            lane.Close(e);
            Signal();
        }

        return isWaiting;
    }
}
