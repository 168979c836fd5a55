using Weave.Codecs;
using Weave.Execution;
using Weave.Modules;
using Weave.Sealing;
using Weave.State;
using Weave.Storage;

namespace Weave.Inspection;

/// <summary>Looks into a store without the code of its runs.</summary>
/// <param name="store">The store, as a client's or an owner's.</param>
/// <param name="keys">What it is encrypted with; null for none.</param>
public sealed class StoreInspector(IRunStore store, KeyRing? keys = null)
{
    readonly StoreSeal seal = new(keys);
    readonly StoreSymbols symbols = new(store, keepsSecrets: true);

    /// <summary>The store's symbol table, to read with.</summary>
    public ISymbolTable Symbols => symbols;

    /// <summary>A checkpoint, decrypted. Throws <see cref="EncryptionKeyException"/> or <see cref="CorruptStateException"/>.</summary>
    /// <param name="checkpoint">As it is stored.</param>
    /// <param name="run">The run.</param>
    public StoredCheckpoint Open(StoredCheckpoint checkpoint, string run) => seal.Open(checkpoint, run);

    /// <summary>The outcome of a run, decrypted. Throws <see cref="EncryptionKeyException"/> or <see cref="CorruptStateException"/>.</summary>
    /// <param name="record">The run's record.</param>
    public ReadOnlyMemory<byte> OutcomeOf(RunRecord record) => seal.OpenOutcome(record.Run, record.Outcome);

    /// <summary>Texts of all schemas in the values of steps and events that the run has not taken yet. Throws <see cref="EncryptionKeyException"/> or <see cref="CorruptStateException"/>.</summary>
    /// <param name="run">The run.</param>
    public IEnumerable<string> UntakenSchemas(StoredRun run)
    {
        foreach (var message in run.Inbox.Where(static m => m.Kind is MessageKind.StepOutcome or MessageKind.Event))
        {
            var payload = seal.OpenMessage(message.Run, message.Id, message.Payload);
            if ((message.Kind == MessageKind.Event ? payload : StepOutcome.ValueIn(payload)) is not { } value)
                continue;
            foreach (var text in StateBytes.Schemas(value, symbols))
                yield return text;
        }
    }

    /// <summary>Opens a strand as one of its stored checkpoints has it. Throws <see cref="RunNotFoundException"/>, or what opening a chain throws.</summary>
    /// <param name="run">The run.</param>
    /// <param name="strand">The strand.</param>
    /// <param name="sequence">The checkpoint; null for the last.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="WeaveException">The strand has no such checkpoint.</exception>
    public async Task<StrandView> OpenAsync(string run, string strand, long? sequence = null, CancellationToken cancel = default)
    {
        var stored = await store.LoadAsync(run, cancel).ConfigureAwait(false);
        var all = stored.Checkpoints.Where(c => c.Strand == strand).ToArray();
        var chain = all.TakeWhile(c => sequence is null || c.Sequence <= sequence).ToArray();
        if (chain.Length == 0 || (sequence is { } wanted && chain[^1].Sequence != wanted))
        {
            var there = all.Length == 0 ? "It has none of this strand." : $"It has {string.Join(", ", all.Select(static c => c.Sequence))}.";
            throw new WeaveException($"It has no checkpoint {(sequence is null ? "" : sequence + " ")}of strand '{strand}'. {there}", "A run that has ended keeps its outcome alone; a full checkpoint replaces those before it.", run);
        }

        var fetched = await FetchedBlobs.OfAsync(store, seal, run, chain, cancel).ConfigureAwait(false);
        return StrandView.Open([.. chain.Select(c => seal.Open(c, run))], symbols, run, fetched.Find);
    }

    /// <summary>Walks over everything that is stored: checks, hashes, chains, schemas, references, blobs.</summary>
    /// <param name="cancel">Gives up.</param>
    public async Task<Verification> VerifyAsync(CancellationToken cancel = default)
    {
        var damages = new List<Damage>();
        var (runs, checkpoints, blobs, unopened) = (0, 0, 0, 0);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var needed = new List<(string Run, string Hash)>();

        void Try(string? run, string what, Action look)
        {
            try
            {
                look();
            }
            catch (EncryptionKeyException e) when (keys is null || !keys.Ids.Contains(e.KeyId))
            {
                unopened++;
            }
            catch (WeaveException e)
            {
                damages.Add(new Damage(run, what, e.Message));
            }
        }

        var found = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var item in store.ItemsAsync(cancel).ConfigureAwait(false))
        {
            if (item.Run is { } owner && found.Add(owner))
                runs++;
            if (item.Damage is { } damage)
            {
                damages.Add(new Damage(item.Run, NameOf(item), damage.Message));
                continue;
            }

            switch (item.Kind)
            {
                case StoredItemKind.Blob:
                    blobs++;
                    names.Add(item.Name);
                    Try(null, NameOf(item), () => CheckBlob(item));
                    break;
                case StoredItemKind.Message:
                    Try(item.Run, NameOf(item), () => CheckMessage(item.Name, seal.Open(item)));
                    break;
                case StoredItemKind.Outcome when !item.Bytes.IsEmpty:
                    Try(item.Run, NameOf(item), () => seal.Open(item));
                    break;
                case StoredItemKind.Checkpoint:
                    checkpoints++;
                    break;
            }
        }

        await foreach (var run in RunsAsync(damages, cancel).ConfigureAwait(false))
        {
            foreach (var strand in run.Checkpoints.GroupBy(static c => c.Strand, StringComparer.Ordinal))
            {
                var fetched = await FetchedBlobs.OfAsync(store, seal, run.Record.Run, strand, cancel).ConfigureAwait(false);
                Try(run.Record.Run, $"strand {strand.Key}", () => StrandView.Open([.. strand.Select(c => seal.Open(c, run.Record.Run))], symbols, run.Record.Run, fetched.Find).Verify());
            }

            needed.AddRange(run.Checkpoints.SelectMany(static c => c.Blobs).Select(blob => (run.Record.Run, blob.Hex)));
            if (run.Record.Module is { } module && !run.Record.State.IsClosed())
                needed.Add((run.Record.Run, module.Hex));
            if (run.Record is { State: RunState.Failed or RunState.Cancelled or RunState.Quarantined, Outcome.IsEmpty: false })
                Try(run.Record.Run, "outcome", () => ExceptionCodec.Decode(seal.OpenOutcome(run.Record.Run, run.Record.Outcome)));
        }

        damages.AddRange(needed.Where(n => !names.Contains(n.Hash)).Distinct().Select(static n => new Damage(n.Run, $"blob {n.Hash}", "The run needs it, and the store does not have it.")));
        return new Verification(runs, checkpoints, blobs, unopened, damages);
    }

    async IAsyncEnumerable<StoredRun> RunsAsync(List<Damage> damages, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var ids = new List<string>();
        try
        {
            await foreach (var record in store.QueryAsync(new RunQuery(), cancel).ConfigureAwait(false))
                ids.Add(record.Run);
        }
        catch (CorruptStoreException e)
        {
            damages.Add(new Damage(e.Run, "record", e.Message));
        }

        foreach (var id in ids)
        {
            StoredRun? run = null;
            try
            {
                run = await store.LoadAsync(id, cancel).ConfigureAwait(false);
            }
            catch (RunNotFoundException)
            {
                // It was dropped meanwhile.
            }
            catch (CorruptStoreException e)
            {
                damages.Add(new Damage(id, "record", e.Message));
            }

            if (run is not null)
                yield return run;
        }
    }

    static string NameOf(StoredItem item) => item.Kind switch
    {
        StoredItemKind.Checkpoint => $"checkpoint {item.Sequence} of strand {item.Name}",
        StoredItemKind.Message => $"message {item.Name}",
        StoredItemKind.Blob => $"blob {item.Name}",
        _ => "outcome",
    };

    void CheckMessage(string id, ReadOnlyMemory<byte> payload)
    {
        if ((EventMessage.Is(id) ? payload : StepOutcome.ValueIn(payload)) is { } value)
            _ = StateBytes.Schemas(value, symbols).Count();
    }

    void CheckBlob(StoredItem blob)
    {
        var content = seal.Open(blob);
        if (ModulePack.Is(content.Span))
            ModulePack.Open(content, new BlobHash(blob.Name));
        else if (BlobHash.Of(content.Span).Hex != blob.Name)
            throw new CorruptStateException("Its SHA-256 is not its name.");
    }
}
