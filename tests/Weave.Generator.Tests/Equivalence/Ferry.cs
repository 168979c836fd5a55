using Weave.Checkpoints;
using Weave.Execution;
using Weave.Generator.Tests.Codecs;
using Weave.State;
using Weave.Storage;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>Takes captured frames through a passage, and keeps a diary for messages and for comparing.</summary>
sealed class Ferry(Regime regime, SampleSymbols symbols)
{
    /// <summary>A loop that does not end is stopped here.</summary>
    const int MostCaptures = 20_000;

    readonly List<StoredCheckpoint> chain = [];
    StrandEncoder encoder = new(symbols);
    long sequence;

    /// <summary>Each capture: the cuts of its frames, outermost first.</summary>
    public List<string> Cuts { get; } = [];

    /// <summary>Each capture's state as the bytes of a full checkpoint.</summary>
    public List<byte[]> States { get; } = [];

    public IReadOnlyList<Frame> Carry(IReadOnlyList<Frame> frames)
    {
        Cuts.Add(string.Join(" > ", frames.Select(static f => f.Function.Cuts[f.Cut].Id)));
        if (Cuts.Count > MostCaptures)
            throw new InvalidOperationException("It was captured too often: does it make progress?");
        if (regime.Passage == Passage.None)
        {
            States.Add(Encode(new(symbols), frames, CheckpointKind.Full).Bytes.ToArray());
            return frames;
        }
        if (regime.Passage == Passage.Chain)
            return CarryInChain(frames);
        var checkpoint = Encode(new(symbols), frames, CheckpointKind.Full);
        States.Add(checkpoint.Bytes.ToArray());
        if (Cuts.Count % regime.Every != 0)
            return frames;
        var loaded = StrandDecoder.Decode([checkpoint], symbols).Frames;
        if (regime.Passage == Passage.Poison)
        {
            foreach (var frame in loaded)
                Poison.Fill(frame);
        }
        return loaded;
    }

    IReadOnlyList<Frame> CarryInChain(IReadOnlyList<Frame> frames)
    {
        var checkpoint = Encode(encoder, frames, CheckpointKind.Delta);
        if (checkpoint.Base < 0)
            chain.Clear();
        chain.Add(checkpoint);
        if (Cuts.Count % regime.Every != 0)
            return frames;
        var loaded = StrandDecoder.Decode(chain, symbols);
        encoder = loaded.ToEncoder();
        return loaded.Frames;
    }

    StoredCheckpoint Encode(StrandEncoder with, IReadOnlyList<Frame> frames, CheckpointKind kind) =>
        with.Encode(frames, new() { Run = "sample", Strand = "0", Epoch = 1, Sequence = sequence++ }, kind);
}
