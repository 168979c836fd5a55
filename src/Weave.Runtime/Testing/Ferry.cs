using System.Globalization;
using System.Runtime.CompilerServices;
using Weave.Checkpoints;
using Weave.Execution;
using Weave.State;
using Weave.Storage;

namespace Weave.Testing;

/// <summary>Takes the frames of one strand through its passage at each stop, and compares what came out with what went in.</summary>
sealed class Ferry(Regime regime, Schedule schedule, WovenOptions options)
{
    /// <summary>Stops of one call at which the collector is asked who can reach what; at later ones all objects stay themselves.</summary>
    const int MostCollections = 64;

    /// <summary>Objects of one state that the collector is asked about; all objects of a larger one stay themselves.</summary>
    const int MostWatched = 20_000;

    /// <summary>Captures and frames that messages may need.</summary>
    const int MostCuts = 4096;
    const int MostFrames = 16;

    readonly List<StoredCheckpoint> chain = [];
    readonly Dictionary<long, object> handles = [];
    StrandEncoder? chained;
    long sequence;
    long taken;

    public Schedule Schedule => schedule;

    /// <summary>Stops whose frames went through the passage.</summary>
    public long Captures => taken;

    /// <summary>Each of them: the cuts of its frames, outermost first.</summary>
    public List<string> Cuts { get; } = [];

    /// <summary>Each of them as the bytes of a full checkpoint, if they are kept.</summary>
    public List<byte[]> States { get; } = [];

    /// <summary>The strand stands at a cut.</summary>
    public void Stop(Strand strand)
    {
        var (function, cut) = Place(strand.Frames);
        if (!schedule.Takes(function, cut))
            return;
        if (++taken > options.MostCaptures)
            throw new InvalidOperationException($"The call was captured more than {options.MostCaptures} times: does it make progress?");
        if (Cuts.Count < MostCuts)
        {
            var hidden = Math.Max(0, strand.Frames.Count - MostFrames);
            Cuts.Add((hidden == 0 ? "" : $"({hidden} frames) > ") + string.Join(" > ", strand.Frames.Skip(hidden).Select(static f => f.Function.Cuts[f.Cut].Id)));
        }

        try
        {
            Carry(strand);
        }
        catch (DifferenceException difference)
        {
            throw Mismatch(function, cut, difference.Message, null);
        }
        catch (Exception error) when (error is WeaveException or InvalidOperationException or NotSupportedException or ArgumentException or InvalidCastException or NullReferenceException)
        {
            throw Mismatch(function, cut, $"the state could not be saved or restored ({error.GetType().Name}: {error.Message})", error);
        }
    }

    /// <summary>The innermost cut of user code.</summary>
    static (FragmentFunction Function, int Cut) Place(IReadOnlyList<Frame> frames)
    {
        var at = frames.Count - 1;
        if (at > 0 && frames[at] is WaitFrame or StepFrame)
            at--;
        return (frames[at].Function, frames[at].Cut);
    }

    StateMismatchException Mismatch(FragmentFunction function, int cut, string difference, Exception? cause)
    {
        var id = function.Cuts[cut].Id;
        var hit = schedule.Hits(function, cut);
        var alone = Regime.AtCut(id, hit) with { Passage = regime.Passage };
        var advice = options.Repeat is { } repeat ? repeat(alone) : $"Run the call under regime '{alone}' to repeat it; if the codec of the type is generated, please report it.";
        return new StateMismatchException(function.Id, string.Create(CultureInfo.InvariantCulture, $"{id}@{hit}"), regime, difference, advice, cause);
    }

    void Carry(Strand strand)
    {
        switch (regime.Passage)
        {
            case Passage.None:
                if (options.KeepStates)
                    Encode(strand.Frames, out _);
                break;
            case Passage.Chain:
                strand.Replace(CarryInChain(strand.Frames));
                break;
            case Passage.Graft:
                Graft(strand);
                break;
            default:
                strand.Replace(Renew(strand.Frames));
                break;
        }
    }

    /// <summary>All objects anew, but for those that stay in the process and what these refer to.</summary>
    IReadOnlyList<Frame> Renew(IReadOnlyList<Frame> frames)
    {
        var checkpoint = Encode(frames, out var encoder);
        var twins = Check(frames, checkpoint, encoder);
        if (taken % regime.Each != 0)
            return frames;
        var staying = encoder.Written.Where(static w => w.Codec is HandleCodec).ToDictionary(static w => w.Id, static w => w.Object);
        if (staying.Count > 0)
        {
            var reached = Reach.From(staying.Values);
            if (reached is null)
                return frames;
            foreach (var (id, value, _) in encoder.Written.Where(w => reached.Contains(w.Object)))
                staying[id] = value;
            twins = Decode(checkpoint, staying.GetValueOrDefault);
        }

        if (regime.Passage == Passage.Poison)
        {
            foreach (var frame in twins)
                Poison.Fill(frame);
        }

        return twins;
    }

    // Three methods that are not inlined, so that none of their variables keeps the old frames alive while the collector looks.
    void Graft(Strand strand)
    {
        var survivors = new Survivors();
        var checkpoint = Prepare(strand, survivors, renew: taken <= MostCollections && taken % regime.Each == 0);
        if (strand.Frames.Count > 0)
            return;
        survivors.Collect();
        strand.Replace(Decode(checkpoint, survivors.Find));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    StoredCheckpoint Prepare(Strand strand, Survivors survivors, bool renew)
    {
        var checkpoint = Encode(strand.Frames, out var encoder);
        Check(strand.Frames, checkpoint, encoder);
        var written = encoder.Written.ToList();
        if (!renew || written.Count > MostWatched)
            return checkpoint;
        foreach (var (id, value, codec) in written)
        {
            if (codec is HandleCodec || value is string or Delegate || value.GetType().IsValueType)
                survivors.Keep(id, value);
            else
                survivors.Watch(id, value);
        }

        strand.Replace([]);
        return checkpoint;
    }

    IReadOnlyList<Frame> CarryInChain(IReadOnlyList<Frame> frames)
    {
        chained ??= new StrandEncoder(Symbols.Shared) { Handles = options.Handles };
        var checkpoint = chained.Encode(frames, Header(), CheckpointKind.Delta);
        if (checkpoint.Base < 0)
            chain.Clear();
        chain.Add(checkpoint);
        foreach (var (id, value, codec) in chained.Written)
        {
            if (codec is HandleCodec)
                handles[id] = value;
        }

        if (taken % regime.Each != 0)
            return frames;
        var staying = handles;
        if (handles.Count > 0)
        {
            var reached = Reach.From(handles.Values);
            if (reached is null)
                return frames;
            staying = new(handles);
            foreach (var (id, value, _) in chained.Written.Where(w => reached.Contains(w.Object)))
                staying[id] = value;
        }

        var loaded = StrandDecoder.Decode(chain, Symbols.Shared, staying.GetValueOrDefault);
        if (ObjectGraph.Difference(frames, loaded.Frames) is { } difference)
            throw new DifferenceException(difference);
        chained = loaded.ToEncoder(options.Handles);
        return loaded.Frames;
    }

    StoredCheckpoint Encode(IReadOnlyList<Frame> frames, out StrandEncoder encoder)
    {
        encoder = new StrandEncoder(Symbols.Shared) { Handles = options.Handles };
        var checkpoint = encoder.Encode(frames, Header(), CheckpointKind.Full);
        schedule.Spend(checkpoint.Bytes.Length);
        if (options.KeepStates)
            States.Add(checkpoint.Bytes.ToArray());
        return checkpoint;
    }

    /// <summary>Decodes a twin of which every object that has a codec is new, and compares it with the original: by reflection, and by its bytes.</summary>
    IReadOnlyList<Frame> Check(IReadOnlyList<Frame> frames, StoredCheckpoint checkpoint, StrandEncoder encoder)
    {
        var staying = encoder.Written.Where(static w => w.Codec is HandleCodec).ToDictionary(static w => w.Id, static w => w.Object);
        var twins = Decode(checkpoint, staying.GetValueOrDefault);
        if (ObjectGraph.Difference(frames, twins) is { } difference)
            throw new DifferenceException(difference);
        sequence--;
        var again = new StrandEncoder(Symbols.Shared) { Handles = options.Handles }.Encode(twins, Header(), CheckpointKind.Full);
        if (!again.Bytes.Span.SequenceEqual(checkpoint.Bytes.Span))
            throw new DifferenceException("the restored state encodes to other bytes than the saved one");
        return twins;
    }

    static IReadOnlyList<Frame> Decode(StoredCheckpoint checkpoint, Func<long, object?> residents) =>
        StrandDecoder.Decode([checkpoint], Symbols.Shared, residents).Frames;

    CheckpointHeader Header() => new() { Run = "test", Strand = "0", Epoch = 1, Sequence = sequence++ };

    /// <summary>The two sides differ.</summary>
    sealed class DifferenceException(string message) : Exception(message);
}
