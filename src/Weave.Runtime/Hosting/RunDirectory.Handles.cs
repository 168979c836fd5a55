using System.Runtime.ExceptionServices;
using Weave.Cluster;
using Weave.Codecs;
using Weave.Execution;
using Weave.Modules;
using Weave.State;
using Weave.Storage;

namespace Weave;

/// <content>What handles of runs ask for, wherever the run is at work.</content>
sealed partial class RunDirectory
{
    public async ValueTask<RunStatus> StatusAsync(string id, CancellationToken cancel = default)
    {
        if (active.TryGetValue(id, out var activation) && activation.Now is { } run)
            return run.Status();
        var record = await Store.FindAsync(id, cancel).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
        var status = StatusOf(record);
        if (record.State.IsFinal())
            return status;
        var inbox = await Store.InboxAsync(id, cancel).ConfigureAwait(false);
        var inner = InnerMessages.InnerIn(inbox);
        return status with { Inner = inner, Caller = InnerMessages.CallerIn(inbox), WaitsFor = status.WaitsFor ?? (inner is null ? null : AwayFrame.WaitsFor(inner)) };
    }

    public RunStatus StatusOf(RunRecord record)
    {
        var end = record.State.IsFinal() ? null : stopped.GetValueOrDefault(record.Run);
        return new RunStatus
        {
            Run = record.Run,
            Function = record.Function,
            State = record.State,
            Module = record.Module?.Hex,
            Activity = end?.Activity ?? RunActivity.None,
            Owner = record.Owner,
            Epoch = record.Epoch,
            Attempts = record.Attempts,
            WaitsFor = Claims.WaitsFor(record),
            LastError = end?.Error,
        };
    }

    public async Task<RunStatus> WhenEndedAsync(string id) => StatusOf(await EndAsync(id).ConfigureAwait(false));

    public async Task<TResult> ResultAsync<TResult>(string id)
    {
        var record = await EndAsync(id).ConfigureAwait(false);
        var outcome = engine.Seal.OpenOutcome(id, record.Outcome);
        return record.State switch
        {
            RunState.Completed => StateBytes.Decode<TResult>(outcome, engine.Symbols),
            RunState.Failed => throw Rethrown(ExceptionCodec.Decode(outcome)),
            RunState.Cancelled => throw new RunCancelledException(id, ExceptionCodec.Decode(outcome)),
            RunState.Terminated => throw new RunTerminatedException(id),
            _ => throw Quarantined(id, ExceptionCodec.Decode(outcome)),
        };
    }

    public async Task CancelAsync(string id, CancellationToken cancel)
    {
        if (await SendAsync(ActiveRun.CancelMessage(id), cancel).ConfigureAwait(false) is { } run)
            run.Cancel();
    }

    public async Task TerminateAsync(string id, CancellationToken cancel)
    {
        if (await SendAsync(ActiveRun.TerminateMessage(id), cancel).ConfigureAwait(false) is { } run)
            run.Terminate();
        else if (Store.Access == StoreAccess.Owner && stopped.TryRemove(id, out _))
            await Begin(id).Filled.ConfigureAwait(false); // it is blocked here: claimed again, it is dropped before it is loaded
    }

    public async Task ResumeAsync(string id, bool toNewCode, CancellationToken cancel)
    {
        var record = await Store.FindAsync(id, cancel).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
        if (record.State.IsResumable() || (toNewCode && !record.State.IsFinal()))
            await Store.AppendAsync(ResumeMessage(record, toNewCode), cancel).ConfigureAwait(false);
        else if (record.State.IsFinal())
            throw new WeaveException($"It is {record.State}: there is nothing to resume.", "Start it again under another id.", id);
        stopped.TryRemove(id, out _);
        if (Store.Access == StoreAccess.Owner)
            await Begin(id).Filled.ConfigureAwait(false);
    }

    /// <summary>The message that lets a run go on. Its id says that one claim is resumed once for each code.</summary>
    static InboxMessage ResumeMessage(RunRecord record, bool toNewCode) => toNewCode
        ? new(record.Run, $"resume/{record.Epoch}/new", MessageKind.Resume, null, CodeChoice.ToNewCode, default)
        : new(record.Run, $"resume/{record.Epoch}", MessageKind.Resume, null, "", default);

    /// <summary>Appends a message to a run that has not ended. The run, if it is at work here.</summary>
    async Task<ActiveRun?> SendAsync(InboxMessage message, CancellationToken cancel)
    {
        var record = await Store.FindAsync(message.Run, cancel).ConfigureAwait(false) ?? throw new RunNotFoundException(message.Run);
        if (record.State.IsFinal())
            return null;
        await Store.AppendAsync(message, cancel).ConfigureAwait(false);
        return active.TryGetValue(message.Run, out var activation) ? await activation.Filled.ConfigureAwait(false) : null;
    }

    /// <summary>The final record of a run, when there is one; throws what made the run stop here without one.</summary>
    async Task<RunRecord> EndAsync(string id)
    {
        using var watch = Claims.Watch(id);
        while (true)
        {
            if (active.TryGetValue(id, out var activation) && await activation.Filled.ConfigureAwait(false) is { } run)
            {
                var end = await run.Ended.ConfigureAwait(false);
                if (end.Record is { } last)
                    return last;
                if (!end.GoesOn)
                    throw Rethrown(end.Error!);
            }

            if (stopped.TryGetValue(id, out var stop))
                throw Rethrown(stop.Error!);
            try
            {
                var record = await Store.FindAsync(id, closing).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
                if (record.State.IsFinal())
                    return record;
                await watch.ChangedAsync(closing).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (closing.IsCancellationRequested)
            {
                throw new HubClosedException(id);
            }
        }
    }

    static Exception Rethrown(Exception error)
    {
        ExceptionDispatchInfo.Throw(error);
        return error;
    }

    static RunQuarantinedException Quarantined(string run, Exception cause) => new(run, cause.Message, cause);
}
