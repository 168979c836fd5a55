using Weave.Checkpoints;
using Weave.Execution;
using Weave.State;
using Weave.Storage;

namespace Weave.Runtime.Tests.State;

/// <summary>Shorthands: one strand, its encoder and its chain.</summary>
sealed class Strands(TestSymbols symbols, StrandEncoderOptions? options = null)
{
    static readonly StrandEncoderOptions chaining = new() { FreeChainBytes = 4096 };

    StrandEncoder encoder = new(symbols, options ?? chaining);
    long sequence;

    internal List<StoredCheckpoint> Chain { get; } = [];

    internal static CheckpointHeader Header(long sequence) => new() { Run = "order-42", Strand = "0", Epoch = 3, Sequence = sequence, Modules = [7] };

    internal static OneFrame<T> Frame<T>(T value, int cut = 0, int i = 0) => new() { Value = value, Cut = cut, I = i };

    internal static T Copy<T>(T value)
    {
        var symbols = new TestSymbols();
        return StateBytes.Decode<T>(StateBytes.Encode(value, symbols), symbols);
    }

    internal StoredCheckpoint Take(CheckpointKind kind, params Frame[] frames)
    {
        var checkpoint = encoder.Encode(frames, Header(sequence++), kind);
        if (checkpoint.Base < 0)
            Chain.Clear();
        Chain.Add(checkpoint);
        return checkpoint;
    }

    internal StoredCheckpoint Delta(params Frame[] frames) => Take(CheckpointKind.Delta, frames);

    internal DecodedStrand Load() => StrandDecoder.Decode(Chain, symbols, "order-42");

    internal T Value<T>(int depth = 0) => ((OneFrame<T>)Load().Frames[depth]).Value;

    /// <summary>Goes on as a process would that loaded the strand.</summary>
    internal IReadOnlyList<Frame> Restart()
    {
        var loaded = Load();
        encoder = loaded.ToEncoder(options ?? chaining);
        return loaded.Frames;
    }
}
