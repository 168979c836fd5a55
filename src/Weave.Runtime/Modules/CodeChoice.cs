using Weave.Checkpoints;
using Weave.Execution;
using Weave.State;
using Weave.Storage;

namespace Weave.Modules;

/// <summary>Decides which code goes on with a run: this build's, or the module that the run is pinned to.</summary>
/// <param name="engine">What all runs share.</param>
sealed class CodeChoice(EngineServices engine)
{
    /// <summary>The subject of a <see cref="MessageKind.Resume"/> message that brings the run to the code of the hub that runs it.</summary>
    public const string ToNewCode = "module new";

    /// <summary>The code for a run that was claimed.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="stored">What the store has of the run.</param>
    /// <exception cref="ModuleUnavailableException">It needs a module that cannot be used here.</exception>
    public async Task<RunCode> ForAsync(RunClaim claim, StoredRun stored)
    {
        // A run that is about to be dropped or set aside runs no code.
        if (claim.Attempts >= engine.Options.MaxAttempts || stored.Inbox.Any(static m => m.Kind == MessageKind.Terminate))
            return RunCode.Process;
        var own = OwnModule.Current;
        var asked = stored.Inbox.Any(static m => m is { Kind: MessageKind.Resume, Subject: ToNewCode });
        if (stored.Record.Module is not { } pinned || pinned == own?.Hash)
            return RunCode.Process with { IsAsked = asked };
        if (asked || Goes(stored))
            return new RunCode(CodeScope.Process, own is null ? null : await engine.Modules.PutAsync(own, again: true).ConfigureAwait(false), asked);
        return await engine.Modules.UseAsync(pinned, claim.Run).ConfigureAwait(false);
    }

    /// <summary>Whether the process's code may go on with the run.</summary>
    bool Goes(StoredRun stored)
    {
        try
        {
            return stored.Record.Upgrade switch
            {
                UpgradePolicy.Pinned => false,
                UpgradePolicy.WhenMapped => Maps(engine.Seal.Open(stored)),
                _ => IsSame(engine.Seal.Open(stored)),
            };
        }
        catch (ContractMismatchException)
        {
            return false;
        }
        catch (Exception e) when (e is CorruptStateException or UnknownCheckpointVersionException or EncryptionKeyException)
        {
            return true; // no code can read it: loading it says what is wrong
        }
    }

    /// <summary>Whether every cut and type that the state uses is the same in the process's code.</summary>
    bool IsSame(StoredRun stored)
    {
        var texts = CheckpointReader.OpenAll(stored.Checkpoints, engine.Symbols, stored.Record.Run).SelectMany(static c => c.Schemas)
            .Concat(Outcomes(stored).Concat(Events(stored)).SelectMany(o => StateBytes.Schemas(o, engine.Symbols)));
        return texts.Distinct(StringComparer.Ordinal).All(Schema.IsOfThisCode);
    }

    /// <summary>Whether the state loads in the process's code, be it in another shape. Throws when it does not.</summary>
    bool Maps(StoredRun stored)
    {
        foreach (var chain in stored.Checkpoints.GroupBy(static c => c.Strand, StringComparer.Ordinal))
        {
            var strand = StrandDecoder.Decode([.. chain], engine.Symbols, stored.Record.Run, stored.Fetched is { } fetched ? fetched.Find : null);
            if (strand.Frames is [.., StepFrame step])
            {
                foreach (var outcome in Outcomes(stored))
                    step.DecodeValue(outcome, engine.Symbols);
            }
        }

        return true;
    }

    /// <summary>Values of events that the run has not taken yet. Each is decoded by the wait that takes it, and answers for itself.</summary>
    static IEnumerable<ReadOnlyMemory<byte>> Events(StoredRun stored) => stored.Inbox.Where(static m => m.Kind == MessageKind.Event).Select(static m => m.Payload);

    /// <summary>Values of steps that the run has not taken yet.</summary>
    static IEnumerable<ReadOnlyMemory<byte>> Outcomes(StoredRun stored) =>
        stored.Inbox.Where(static m => m.Kind == MessageKind.StepOutcome).Select(static m => StepOutcome.ValueIn(m.Payload)).OfType<ReadOnlyMemory<byte>>();
}
