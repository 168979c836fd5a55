using Weave.Execution;
using Weave.Modules;
using Weave.State;
using Weave.Storage;
using Weave.Transport;

namespace Weave.Moving;

/// <summary>A run on its way to this hub: what has come of it so far.</summary>
/// <param name="hub">This hub.</param>
/// <param name="ticket">Names the move.</param>
/// <param name="from">The hub that has the run.</param>
/// <param name="epoch">The epoch that it has it under.</param>
/// <param name="record">What the store says about the run.</param>
sealed class Arrival(Hub hub, long ticket, string from, long epoch, RunRecord record) : IDisposable
{
    readonly Turn turn = new(hub.Engine.Machine);
    readonly CancellationTokenSource over = new();
    byte[]? piece;
    int filled;
    RunCode? code;
    IReadOnlyList<Frame>? frames;
    StagedStrand? staged;
    int parts;
    bool done;
    volatile bool off;

    public long Ticket => ticket;

    public string From => from;

    public long Epoch => epoch;

    public string Run => record.Run;

    /// <summary>When the hub that has the run was last heard of about it.</summary>
    public long Heard { get; set; }

    /// <summary>What came with the last part; null before.</summary>
    public MovedRest? Rest { get; private set; }

    /// <summary>True once the hub that has the run has said that it keeps it.</summary>
    public bool IsOff
    {
        get => off;
        set => off = value;
    }

    /// <summary>Cancelled when nothing more is done with it.</summary>
    public CancellationToken Over => over.Token;

    /// <summary>Takes in the module that the run needs.</summary>
    public void Bring(ReadOnlyMemory<byte> blob)
    {
        try
        {
            hub.Engine.Modules.Bring(record.Module ?? throw Refusal("the run has no module"), blob.ToArray(), record.Run);
        }
        catch (ModuleUnavailableException e)
        {
            throw Refusal(e.Message);
        }
    }

    /// <summary>Takes in a piece of a part.</summary>
    public async Task AddAsync(ReadOnlyMemory<byte> bytes, long left)
    {
        await turn.TakeAsync().ConfigureAwait(false);
        try
        {
            ThrowIfDone();
            if (piece is null && left == 0)
            {
                await AddAsync(bytes).ConfigureAwait(false);
                return;
            }

            piece ??= GC.AllocateUninitializedArray<byte>(checked((int)(bytes.Length + left)));
            if (filled + bytes.Length + left != piece.Length)
                throw Refusal("a piece of its state is missing");
            bytes.CopyTo(piece.AsMemory(filled));
            filled += bytes.Length;
            if (left > 0)
                return;
            var whole = piece;
            (piece, filled) = (null, 0);
            await AddAsync(whole.AsMemory()).ConfigureAwait(false);
        }
        catch (WeaveException e) when (e is not PeerRefusedException)
        {
            throw Refusal($"it cannot go on with its state: {e.Message}");
        }
        finally
        {
            turn.Pass();
        }
    }

    /// <summary>Takes in the last part: from here on the run could go on here.</summary>
    public async Task EndAsync(ReadOnlyMemory<byte> state, MovedRest rest)
    {
        await turn.TakeAsync().ConfigureAwait(false);
        try
        {
            ThrowIfDone();
            if (piece is not null || Rest is not null || rest.Epoch != epoch)
                throw Refusal("the last part of its state does not follow on the others");
            await AddAsync(state).ConfigureAwait(false);
            using (code!.Scope.Enter())
                frames = staged!.Complete();
            staged = null;
            Rest = rest;
        }
        catch (WeaveException e) when (e is not PeerRefusedException)
        {
            throw Refusal($"it cannot go on with its state: {e.Message}");
        }
        finally
        {
            turn.Pass();
        }
    }

    /// <summary>Sets the run to work here. False if it is at work here already, or nothing of it has come.</summary>
    public async Task<bool> AdoptAsync()
    {
        await turn.TakeAsync().ConfigureAwait(false);
        try
        {
            if (done || Rest is null)
                return done;
            done = await hub.Runs.ArriveAsync(new RunClaim(record.Run, epoch + 1, Rest.Attempts), record, code!, Load).ConfigureAwait(false);
            return done;
        }
        finally
        {
            turn.Pass();
        }
    }

    public void Dispose()
    {
        over.Cancel();
        _ = ReleaseAsync();
    }

    async Task ReleaseAsync()
    {
        await turn.TakeAsync().ConfigureAwait(false);
        if (!done)
            code?.Release?.Invoke();
        done = true;
        (staged, frames, piece) = (null, null, null);
        turn.Pass();
    }

    void Load(ActiveRun run)
    {
        using (code!.Scope.Enter())
            run.Arrive(frames!, Rest!);
    }

    async Task AddAsync(ReadOnlyMemory<byte> state)
    {
        var part = hub.Engine.Seal.Open(new StoredCheckpoint(ActiveRun.RootStrand, parts, parts - 1, state), record.Run);
        parts++;
        await ChooseAsync(part).ConfigureAwait(false);
        using (code!.Scope.Enter())
        {
            staged ??= new StagedStrand(hub.Engine.Symbols, record.Run);
            staged.Add(part);
        }
    }

    /// <summary>The code that would go on with it here has to know every part of the state.</summary>
    async Task ChooseAsync(StoredCheckpoint part)
    {
        if (code is not null && (record.Module is null || record.Module == OwnModule.Current?.Hash || code.Scope != CodeScope.Process))
            return;
        if (code is { Scope: var known } && known == CodeScope.Process && record.Upgrade == UpgradePolicy.WhenMapped)
            return; // what loads in this code is told by loading it
        var found = await hub.Runs.CodeForAsync(new RunClaim(record.Run, epoch + 1, 0), new StoredRun(record, [part], [], [])).ConfigureAwait(false);
        if (code is not null && code.Scope != found.Scope)
        {
            found.Release?.Invoke();
            throw Refusal("it cannot go on with its state: a part of it is of other code");
        }

        code = found;
    }

    void ThrowIfDone()
    {
        if (done)
            throw Refusal("it does not expect this run any more");
    }

    PeerRefusedException Refusal(string reason) => new(hub.Id, reason);
}
