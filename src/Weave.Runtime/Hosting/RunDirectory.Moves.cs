using Weave.Cluster;
using Weave.Execution;
using Weave.Modules;
using Weave.Storage;

namespace Weave;

/// <content>Runs that come from other hubs and go to them, and requests to move one.</content>
sealed partial class RunDirectory
{
    /// <summary>Whether a run is on its way here: it is not claimed meanwhile, because a claim would fence it as it arrives.</summary>
    public Func<string, bool> IsArriving { get; set; } = static _ => false;

    /// <summary>Asks for a run to move, by a message to whoever has it, and waits for what comes of it: null once the hub has it, else why it has not moved.</summary>
    /// <exception cref="MoveFailedException">The hub that has it failed at it.</exception>
    public async Task<string?> AskToMoveAsync(string id, string target, string request, CancellationToken cancel)
    {
        var record = await Store.FindAsync(id, cancel).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
        if (record.State.IsFinal())
            return $"it is {record.State}";
        if (record.Owner == target)
            return null;
        if (!Claims.IsShared)
            return OnlyHub;
        using var watch = Claims.Watch(id);
        await Store.AppendAsync(new InboxMessage(id, request, MessageKind.Move, null, target, default), cancel).ConfigureAwait(false);
        while (true)
        {
            record = await Store.FindAsync(id, cancel).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
            if (record.Owner == target)
                return null;
            if (record.State.IsFinal())
                return $"it is {record.State}";
            if ((await Store.InboxAsync(id, cancel).ConfigureAwait(false)).FirstOrDefault(m => m.Id == AnswerId(request)) is { } answer)
                return answer.Payload.IsEmpty ? answer.Subject : throw new MoveFailedException(id, target, answer.Subject);
            await watch.ChangedAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>What a hub does about a request to move that has no way to others.</summary>
    void RefuseToMove(ActiveRun run, InboxMessage request)
    {
        if (request.Id.EndsWith(Answer, StringComparison.Ordinal))
            return;
        run.Consume(request.Id);
        _ = Store.AppendAsync(MoveAnswer(request, $"hub '{engine.Hub}' has no way to other hubs (AddWeave with ListenOn gives it one)", failed: false)).AsTask()
            .ContinueWith(static t => _ = t.Exception, TaskScheduler.Default); // whoever asked sees that the store does not answer
    }

    /// <summary>Answers a request to move.</summary>
    /// <param name="request">The request.</param>
    /// <param name="why">Why the run has not moved.</param>
    /// <param name="failed">Whether that is an error, and not how things are.</param>
    public static InboxMessage MoveAnswer(InboxMessage request, string why, bool failed) =>
        new(request.Run, AnswerId(request.Id), MessageKind.Move, null, why, failed ? new byte[] { 1 } : default);

    /// <summary>As <see cref="AskToMoveAsync"/>, for the inner frames: the answer is always a message.</summary>
    public async Task<InnerMove> AskToMoveInnerAsync(string id, string target, string request, CancellationToken cancel)
    {
        using var watch = Claims.Watch(id);
        for (var isAsked = false; ; isAsked = true)
        {
            // Before its state, which drops its inbox when it ends.
            var inbox = isAsked ? await Store.InboxAsync(id, cancel).ConfigureAwait(false) : [];
            if (inbox.FirstOrDefault(m => m.Id == AnswerId(request)) is { } answer)
                return InnerMove.Of(answer.Subject);
            var record = await Store.FindAsync(id, cancel).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
            if (record.State.IsFinal())
                return new InnerMove(false, null, $"it is {record.State}");
            if (!Claims.IsShared)
                return new InnerMove(false, null, OnlyHub);
            if (isAsked)
                await watch.ChangedAsync(cancel).ConfigureAwait(false);
            else
                await Store.AppendAsync(new InboxMessage(id, request, MessageKind.Move, null, target, default), cancel).ConfigureAwait(false);
        }
    }

    const string OnlyHub = "its store belongs to one hub: there is no other";

    /// <summary>What the id of a request begins with that is about inner frames.</summary>
    public const string InnerRequest = "move-inner/";

    /// <summary>Names the answer to a request to move.</summary>
    static string AnswerId(string request) => request + Answer;

    /// <summary>What the id of an answer ends in.</summary>
    public const string Answer = "/answer";

    /// <summary>Waits for a claim of the run that is under way here. False if it is at work here.</summary>
    public async Task<bool> IsElsewhereAsync(string run)
    {
        while (active.TryGetValue(run, out var there))
        {
            if (await IsAtWorkAsync(there).ConfigureAwait(false))
                return false;
            Remove(there);
        }

        return true;
    }

    static async Task<bool> IsAtWorkAsync(Activation there)
    {
        if (await there.Filled.ConfigureAwait(false) is not { } found)
            return false;
        if (found.IsGivenAway)
            await found.Ended.ConfigureAwait(false); // it comes back faster than its worker has seen that it went
        return !found.Ended.IsCompleted;
    }

    /// <summary>Sets a run to work that another hub has handed over. False if it was claimed here meanwhile: then it goes on from its last commit.</summary>
    /// <param name="claim">The claim that came with it.</param>
    /// <param name="record">What the store says about it.</param>
    /// <param name="code">The code that goes on with it.</param>
    /// <param name="load">Gives it its state.</param>
    public async Task<bool> ArriveAsync(RunClaim claim, RunRecord record, RunCode code, Action<ActiveRun> load)
    {
        var mine = new Activation(claim.Run, Claims.Term, engine.Machine);
        while (active.GetOrAdd(claim.Run, mine) is var there && there != mine)
        {
            if (await IsAtWorkAsync(there).ConfigureAwait(false))
                return false;
            Remove(there);
        }

        stopped.TryRemove(claim.Run, out _);
        var run = new ActiveRun(engine, claim, new StoredRun(record, [], [], []), code, (ended, end) => Forget(mine, ended, end));
        load(run);
        if (closing.IsCancellationRequested)
            run.Stop();
        run.Signal();
        engine.Pool.Hurry(run); // it has stood still for long enough
        mine.Fill(run);
        if (mine.Term != Claims.Term)
            Fence(mine, run);
        run.Look(); // something may have reached its inbox while it moved
        return true;
    }

    /// <summary>Chooses the code that would go on with a run here.</summary>
    public Task<RunCode> CodeForAsync(RunClaim claim, StoredRun stored) => codes.ForAsync(claim, stored);

    /// <summary>Looks whether a run was cancelled that has left a step here.</summary>
    async Task ReceiveForStepAsync(string run)
    {
        if ((await Store.InboxAsync(run, closing).ConfigureAwait(false)).Any(static m => m.Kind == MessageKind.Cancel))
            engine.StepsLeft.Cancel(run);
    }
}
