using System.Runtime.ExceptionServices;
using Weave.Evolution;
using Weave.State;
using Weave.Storage;

namespace Weave.Execution;

/// <content>
/// Events: what has come for the run, and the wait that takes it. The inbox of the store is the truth; the run has a view of it, which is as old as the last look. An event that the run has taken is
/// consumed by its next commit: until that is durable, and until no view from before it is around, the run remembers that it has it.
/// </content>
sealed partial class ActiveRun
{
    static readonly TimeSpan nextLook = TimeSpan.FromSeconds(1);

    readonly List<InboxMessage> events = [];
    readonly Dictionary<string, long> taken = new(StringComparer.Ordinal);
    volatile InboxView? arrived;
    volatile EventFrame? awaited;
    long asked;
    long looked;
    long lastLook;
    int looking;

    /// <summary>Something may have come for the run: it looks. Returns the number of the look, or of a later one.</summary>
    public long Look()
    {
        var number = Interlocked.Increment(ref asked);
        if (Interlocked.Exchange(ref looking, 1) == 0)
            _ = LookAsync();
        return number;
    }

    /// <summary>The type that the run waits for now under this name, or null.</summary>
    public string? Awaits(string name) => awaited is { } wait && wait.Name == name ? CodeRules.Current.RenameTypes(wait.ValueType) : null;

    /// <summary>One look at a time: a view is never older than the one before it.</summary>
    async Task LookAsync()
    {
        while (!over)
        {
            var number = Interlocked.Read(ref asked);
            var (commits, durable) = (lane, lane.Durable);
            try
            {
                var messages = await WithRootAsync(await engine.Store.InboxAsync(Run).ConfigureAwait(false)).ConfigureAwait(false);
                arrived = new InboxView(messages, number, commits, durable);
                foreach (var message in messages)
                    Receive(message);

                if (messages.Any(static m => m.Kind == MessageKind.Terminate))
                    Terminate();
                else if (!cancelAsked && messages.Any(static m => m.Kind == MessageKind.Cancel))
                    Cancel();
                else
                    Signal();
            }
            catch (StoreUnavailableException e)
            {
                // There is nothing to wait for any more.
                lane.Close(e);
                Signal();
                return;
            }
            catch (Exception e) when (e is not ObjectDisposedException)
            {
                // The next look may see more. Real time: it bounds a cost and means nothing to a run.
                lastError ??= e;
                await engine.Machine.PauseAsync(nextLook, engine.Machine.Clock).ConfigureAwait(false);
                continue;
            }

            Volatile.Write(ref looking, 0);
            if (Interlocked.Read(ref asked) == number || Interlocked.Exchange(ref looking, 1) != 0)
                return;
        }
    }

    bool ServeEvent(EventFrame wait)
    {
        if (strand.CancelWait())
            return true;
        TakeView();
        if (events.Find(e => e.Subject == wait.Name) is { } message)
        {
            EndEvent(wait, message);
            return true;
        }

        if (dirty)
        {
            FixTime();
            if (!CommitWait())
                return true;
        }

        NoteHarmless();
        if (wait.Due is { } due && !WakesAt(due) && HasLookedOnceMore())
        {
            strand.EndWait(ExceptionDispatchInfo.Capture(EventFrame.TimedOut(wait.Name, wait.Timeout!.Value)));
            return true;
        }

        awaited = wait;
        return Waits(wait.Due is { } end ? $"event '{wait.Name}' until {end:u}" : $"event '{wait.Name}'");
    }

    /// <summary>The time is over: what came in time, and has not been seen yet, counts.</summary>
    bool HasLookedOnceMore()
    {
        if (lastLook == 0)
            lastLook = Look();
        return looked >= lastLook;
    }

    /// <summary>The run computes on with the event at once; the next commit consumes it. One of the wrong type, or of damaged bytes, is the wait's error.</summary>
    void EndEvent(EventFrame wait, InboxMessage message)
    {
        try
        {
            var payload = engine.Seal.OpenMessage(message.Run, message.Id, message.Payload);
            var (expected, given) = (CodeRules.Current.RenameTypes(wait.ValueType), StateBytes.TypeIn(payload, engine.Symbols));
            if (expected != given)
                throw new EventTypeException(Run, wait.Name, expected, given);
            events.Remove(message);
            taken[message.Id] = long.MaxValue;
            consumed.Add(message.Id);
            strand.EndWait(new EncodedOutcome(payload, engine.Symbols));
        }
        catch (Exception e) when (e is EventTypeException or CorruptStateException)
        {
            // It is consumed now: else it would meet the run again whenever that goes on from here.
            events.Remove(message);
            taken[message.Id] = lane.Commit(new CommitBatch { Run = Run, Epoch = claim.Epoch, Consumed = [message.Id], Outgoing = caller is { } called ? [InnerMessages.Taken(called.Root, message.Id)] : [] });
            strand.EndWait(ExceptionDispatchInfo.Capture(e));
        }
    }

    /// <summary>Takes in what the last look saw.</summary>
    void TakeView()
    {
        if (Interlocked.Exchange(ref arrived, null) is not { } view)
            return;
        looked = view.Number;
        SetEvents(view.Messages);
        foreach (var (id, position) in taken)
        {
            if (view.Commits == lane && position <= view.Durable)
                taken.Remove(id);
        }
    }

    /// <summary>Begins with what was loaded. After a reload, a look from before it may still be on its way: there will be another one.</summary>
    void TakeOverEvents(StoredRun from)
    {
        foreach (var (id, position) in taken)
        {
            if (position == long.MaxValue)
                taken.Remove(id);
        }

        lastLook = 0;
        SetEvents(from.Inbox);
        if (asked > 0)
            Look();
    }

    void SetEvents(IReadOnlyList<InboxMessage> inbox)
    {
        NoteInner(inbox);
        events.Clear();
        events.AddRange(inbox.Where(m => m.Kind == MessageKind.Event && !taken.ContainsKey(m.Id) && !IsTakenByInner(m)));
    }

    /// <summary>The events taken so far are consumed by the commit at this position.</summary>
    void NoteConsumed(long position)
    {
        foreach (var id in consumed)
        {
            if (taken.ContainsKey(id))
                taken[id] = position;
        }
    }

    /// <summary>The run goes on with another lane, and all of the one before is durable: only a look from now on can tell that it no longer shows what that has consumed.</summary>
    void NoteNewLane()
    {
        foreach (var id in taken.Where(static t => t.Value != long.MaxValue).Select(static t => t.Key).ToArray())
            taken[id] = 0;
    }

    /// <summary>What a look saw.</summary>
    /// <param name="Messages">The inbox.</param>
    /// <param name="Number">The look.</param>
    /// <param name="Commits">The lane that the run had then.</param>
    /// <param name="Durable">How far it was durable before the look.</param>
    sealed record InboxView(IReadOnlyList<InboxMessage> Messages, long Number, CommitLane Commits, long Durable);
}
