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

    /// <summary>Moves a run to a hub that fits it; false if none takes it. Null where runs do not move: then they are given back.</summary>
    public Func<string, Task<bool>>? MovesAway { get; set; }

    /// <summary>Called when a message asks for a run to move that is at work here.</summary>
    public Action<ActiveRun, InboxMessage>? MoveAsked
    {
        get => engine.MoveAsked;
        set => engine.MoveAsked = value;
    }

    /// <summary>Asks for a run to move, by a message to whoever has it, and waits for what comes of it: null once the hub has it, else why it has not moved.</summary>
    public async Task<string?> AskToMoveAsync(string id, string target, string request, CancellationToken cancel)
    {
        var record = await Store.FindAsync(id, cancel).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
        if (record.State.IsFinal())
            return $"it is {record.State}";
        if (record.Owner == target)
            return null;
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
                return answer.Subject;
            await watch.ChangedAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Names the answer to a request to move.</summary>
    public static string AnswerId(string request) => request + Answer;

    /// <summary>What the id of an answer ends in.</summary>
    public const string Answer = "/answer";

    /// <summary>Waits for a claim of the run that is under way here. False if it is at work here.</summary>
    public async Task<bool> IsElsewhereAsync(string run)
    {
        while (active.TryGetValue(run, out var there))
        {
            if (await there.Filled.ConfigureAwait(false) is { } found && !found.Ended.IsCompleted)
                return false;
            Remove(there);
        }

        return true;
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
            if (await there.Filled.ConfigureAwait(false) is { } found && !found.Ended.IsCompleted)
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
