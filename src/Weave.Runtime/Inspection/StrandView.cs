using Weave.Checkpoints;
using Weave.Contracts;
using Weave.Evolution;
using Weave.State;
using Weave.Storage;

namespace Weave.Inspection;

/// <summary>A strand as its checkpoints have it, with the names of the schemas and without any of the user's types.</summary>
public sealed class StrandView
{
    readonly Dictionary<long, RecordView> records = [];
    readonly List<(CutContract Cut, RecordView Body)> frames;
    readonly string run;

    StrandView(CheckpointHeader header, List<(CutContract Cut, RecordView Body)> frames, Dictionary<long, RecordView> records)
    {
        Header = header;
        run = header.Run;
        this.frames = frames;
        this.records = records;
    }

    /// <summary>The header of the last checkpoint of the chain.</summary>
    public CheckpointHeader Header { get; }

    /// <summary>Ids of the objects that the chain holds, ascending.</summary>
    public IEnumerable<long> ObjectIds => records.Keys.Order();

    /// <summary>Opens a chain. Throws <see cref="CorruptStateException"/> or <see cref="UnknownCheckpointVersionException"/>.</summary>
    /// <param name="chain">A full checkpoint and the deltas after it, ascending.</param>
    /// <param name="symbols">The store's symbol table.</param>
    /// <param name="run">The run, for error messages.</param>
    /// <param name="blobs">Gives the blobs that the chain names, or null for one that is not there. Null where it names none.</param>
    public static StrandView Open(IReadOnlyList<StoredCheckpoint> chain, ISymbolTable symbols, string? run = null, Func<BlobHash, ReadOnlyMemory<byte>?>? blobs = null)
    {
        if (chain.Count == 0)
            throw new CorruptStateException("The strand has no checkpoint.", run);
        var frames = new List<(CutContract Cut, RecordView Body)>();
        var records = new Dictionary<long, RecordView>();
        Envelope? last = null;
        foreach (var stored in chain)
        {
            var envelope = Envelope.Parse(stored.Bytes, SymbolCache.Of(symbols).Dictionaries, run, blobs ?? (static _ => null), last);
            StrandDecoder.CheckLink(stored, envelope, last, run ?? envelope.Header.Run);
            last = envelope;
            var payload = envelope.Payload;
            var texts = Texts(payload, symbols, run);
            var layouts = new EnvelopeLayouts(texts);
            if (payload.Keep > frames.Count)
                throw new CorruptStateException($"The checkpoint keeps {payload.Keep} frames of a base that has {frames.Count}.", run);
            frames.RemoveRange(payload.Keep, frames.Count - payload.Keep);
            foreach (var frame in payload.Frames)
                frames.Add((CutContract.ParseSchema(texts[frame.Schema]), new RecordView(texts[frame.Schema], layouts, payload.Data, frame.Start, frame.Length)));
            var objects = payload.Objects(run);
            while (objects.Next())
            {
                var record = new RecordView(texts[objects.Schema], layouts, payload.Data, objects.Start, objects.Length);
                records[objects.Id] = objects.IsPatch ? Patched(records, objects.Id, record, run) : record;
            }
        }

        return new StrandView(last!.Header, frames, records);
    }

    /// <summary>The frames as trees, outermost first. An object is shown where it is met first.</summary>
    /// <param name="limits">How much is shown.</param>
    public IReadOnlyList<StateNode> Frames(ViewLimits? limits = null)
    {
        var reader = new TreeReader(records, limits ?? ViewLimits.Default, run);
        return [.. frames.Select(frame => reader.Frame(frame.Cut, frame.Body))];
    }

    /// <summary>One object as a tree; null if the chain has none with this id.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="limits">How much is shown.</param>
    public StateNode? Object(long id, ViewLimits? limits = null) =>
        records.ContainsKey(id) ? new TreeReader(records, limits ?? ViewLimits.Default, run).Root(id) : null;

    /// <summary>Takes every frame and object apart: throws <see cref="CorruptStateException"/> at the first that is not what its schema says, or refers to nothing.</summary>
    public void Verify()
    {
        foreach (var (cut, body) in frames)
        {
            body.Layouts.SplitAll(Execution.OpenFunctions.Close(cut), body.Bytes, body.Start, body.Length, $"The frame at '{cut.Cut}'", run);
            CheckReferences(body, cut.Cut);
        }

        foreach (var (id, body) in records)
        {
            if (TypeContract.Parse(body.Schema) is { Kind: TypeKind.Class or TypeKind.Struct } type)
                body.Layouts.SplitAll(type.Members, body.Bytes, body.Start, body.Length, $"Object {id}, a {type.Name},", run);
            CheckReferences(body, $"object {id}");
        }
    }

    /// <summary>What a patch makes of the record that the chain holds.</summary>
    static RecordView Patched(Dictionary<long, RecordView> records, long id, RecordView patch, string? run)
    {
        if (!records.TryGetValue(id, out var held))
            throw new CorruptStateException($"A patch is of object {id}, which the chain does not hold.", run);
        var body = Patch.Compose(held.Bytes.AsSpan(held.Start, held.Length), patch.Bytes.AsSpan(patch.Start, patch.Length), run);
        return patch with { Bytes = body, Start = 0, Length = body.Length };
    }

    static string[] Texts(Payload payload, ISymbolTable symbols, string? run)
    {
        var texts = new string[payload.Schemas.Length];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = symbols.SchemaText(payload.Schemas[i], "The checkpoint", run);
        return texts;
    }

    void CheckReferences(RecordView body, string where)
    {
        var walker = new ItemWalker(body.Bytes.AsSpan(body.Start, body.Length));
        while (walker.NextReference(keysOnly: false, out var id))
        {
            if (!records.ContainsKey((long)id))
                throw new CorruptStateException($"In {where}, object {id} is referred to and has no record.", run);
        }
    }
}
