using Weave.State;
using Weave.Storage;

namespace Weave.Checkpoints;

/// <summary>Looks into a checkpoint without the types of its values: tools print with it.</summary>
public sealed class CheckpointReader
{
    readonly Envelope envelope;
    readonly ISymbolTable symbols;

    CheckpointReader(Envelope envelope, ISymbolTable symbols)
    {
        this.envelope = envelope;
        this.symbols = symbols;
    }

    /// <summary>What the checkpoint says about itself.</summary>
    public CheckpointHeader Header => envelope.Header;

    /// <summary>How many outermost frames of its base a delta keeps; 0 for a full checkpoint.</summary>
    public int KeptFrames => envelope.Payload.Keep;

    /// <summary>The frames it holds, outermost first; those of a delta stand above the kept ones.</summary>
    public IEnumerable<FrameRecord> Frames
    {
        get
        {
            foreach (var entry in envelope.Payload.Frames)
            {
                var parts = SchemaText(entry.Schema).Split('\n', 4);
                if (parts.Length < 4)
                    throw new CorruptStateException("A frame names something that is not a cut.", Header.Run);
                yield return new FrameRecord(parts[0], parts[1], parts[2], parts[3], envelope.Payload.Data.AsMemory(entry.Start, entry.Length));
            }
        }
    }

    /// <summary>The objects it holds, in the order they were written.</summary>
    public IEnumerable<ObjectRecord> Objects
    {
        get
        {
            var found = new List<ObjectRecord>(envelope.Payload.ObjectCount);
            var records = envelope.Payload.Objects(Header.Run);
            while (records.Next())
                found.Add(new ObjectRecord(records.Id, SchemaText(records.Schema), envelope.Payload.Data.AsMemory(records.Start, records.Length)) { IsPatch = records.IsPatch, IsBlob = records.IsBlob });
            return found;
        }
    }

    /// <summary>Texts of all schemas it uses.</summary>
    public IEnumerable<string> Schemas => Enumerable.Range(0, envelope.Payload.Schemas.Length).Select(SchemaText);

    /// <summary>Opens a checkpoint and checks it. Throws <see cref="CorruptStateException"/> or <see cref="UnknownCheckpointVersionException"/>.</summary>
    /// <param name="bytes">The envelope.</param>
    /// <param name="symbols">The store's symbol table.</param>
    /// <param name="run">The run, for error messages.</param>
    /// <param name="before">The checkpoint before it in its chain: some deltas are compressed with it.</param>
    public static CheckpointReader Open(ReadOnlyMemory<byte> bytes, ISymbolTable symbols, string? run = null, CheckpointReader? before = null) =>
        new(Envelope.Parse(bytes, SymbolCache.Of(symbols).Dictionaries, run, before: before?.envelope), symbols);

    /// <summary>Opens the checkpoints of a run one after another, each with the one before it.</summary>
    /// <param name="checkpoints">Chains: those of a strand ascending.</param>
    /// <param name="symbols">The store's symbol table.</param>
    /// <param name="run">The run, for error messages.</param>
    public static IEnumerable<CheckpointReader> OpenAll(IEnumerable<StoredCheckpoint> checkpoints, ISymbolTable symbols, string? run = null)
    {
        var last = new Dictionary<string, CheckpointReader>(StringComparer.Ordinal);
        foreach (var checkpoint in checkpoints)
            yield return last[checkpoint.Strand] = Open(checkpoint.Bytes, symbols, run, last.GetValueOrDefault(checkpoint.Strand));
    }

    string SchemaText(int index) => symbols.SchemaText(envelope.Payload.Schemas[index], "The checkpoint", Header.Run);
}
