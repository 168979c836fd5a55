using Weave.Cluster;
using Weave.Codecs;
using Weave.State;
using Weave.Storage;
using Weave.Telemetry;

namespace Weave.Execution;

/// <content>How the strand comes from the store, and comes again when what is in memory is not whole.</content>
sealed partial class ActiveRun
{
    /// <summary>Takes what the store has of the strand. False if that is still on its way.</summary>
    bool Load()
    {
        if (stored is not { } from)
            return false;
        stored = null;
        if (claim.Attempts >= engine.Options.MaxAttempts)
        {
            Finish(RunState.Quarantined, ExceptionCodec.Encode(new RunCrashLoopException(Run, claim.Attempts)));
            return true;
        }

        DecodedStrand decoded;
        try
        {
            decoded = Decode(from);
        }
        catch (ContractMismatchException e) when (code.IsAsked)
        {
            // Somebody asked for this code: that it does not fit is the answer, and the run stays as it was.
            TakeOverInbox(from);
            Finish(RunState.Failed, ExceptionCodec.Encode(e));
            return true;
        }

        if (code.Pin is { } module)
            lane.Commit(new CommitBatch { Run = Run, Epoch = claim.Epoch, Module = module });
        strand.Load(decoded.Frames);
        encoder = decoded.ToEncoder(engine.Encoding);
        NoteRuns(decoded.Frames, asks: true);
        TakeOver(decoded.Header.Sequence, from);
        ResumeInner(from);
        dirty = false;
        loaded = true;
        (strand.Innermost as TimedFrame)?.Bound(engine.Time.GetUtcNow());
        misplaced = engine.Host?.Missing(StackNeeds.Of(strand.Frames)).Count > 0;
        snapshot = new RunSnapshot(strand.Frames, RunActivity.Running, null);
        if (sequence > 0)
            WeaveTelemetry.RunsResumed.Tell(1);
        if (engine.Options.OnResumed is { } observer)
        {
            var resumed = new RunResumed(Run, record.Function, claim.Epoch, sequence, snapshot.Cuts);
            engine.Observe(() => observer(resumed));
        }

        return true;
    }

    DecodedStrand Decode(StoredRun from)
    {
        var decoded = StrandDecoder.DecodeAwake([.. from.Checkpoints.Where(c => c.Strand == strand.Id).Select(c => engine.Seal.Open(c, Run))], engine.Symbols, SleepPolicy.Default, Run, from.Fetched is { } fetched ? fetched.Find : null);
        return decoded.Frames.Count > 0 ? decoded : throw new CorruptStateException("Its checkpoint has no frames.", Run);
    }

    /// <summary>A capture was not whole: what the strand has in memory is dropped, and it goes on from its last commit.</summary>
    void Reload(CaptureFailedException cause)
    {
        lastError = cause;
        if (++reloads > MaxReloads)
        {
            End(new RunEnd(null, cause, RunActivity.Stopped));
            return;
        }

        loaded = false;
        _ = LoadAgainAsync();
    }

    async Task LoadAgainAsync()
    {
        try
        {
            await lane.Settled().ConfigureAwait(false);
            stored = await engine.LoadAsync(Run).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            lane.Close(e);
        }

        Signal();
    }
}
