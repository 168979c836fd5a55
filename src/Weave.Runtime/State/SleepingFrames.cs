using System.Runtime.ExceptionServices;
using Weave.Execution;

namespace Weave.State;

/// <summary>
/// The outer frames of a loaded strand that have not been read, and the bytes that they are read from when somebody needs them: from the innermost outwards, up to the next boundary of the
/// plan each time. Used by the strand's worker alone.
/// </summary>
sealed class SleepingFrames
{
    readonly ObjectHeap heap;
    readonly StateReader reader;
    readonly SleepPlan plan;
    readonly string? run;
    readonly FramePlace[] places;
    readonly Frame[] frames;
    StrandEncoder? encoder;
    ExceptionDispatchInfo? broken;
    int boundaries;
    int awake;

    /// <summary>Makes all frames. None of them has its values yet.</summary>
    internal SleepingFrames(ObjectHeap heap, List<FramePlace> places, SleepPlan plan, string? run)
    {
        (this.heap, this.plan, this.run, this.places) = (heap, plan, run, [.. places]);
        reader = new StateReader(run);
        reader.Attach(heap);
        heap.BeginGoes();
        frames = new Frame[places.Count];
        for (var i = 0; i < frames.Length; i++)
        {
            frames[i] = places[i].NewFrame(run);
            frames[i].Sleeping = this;
            Bytes += plan.BytesOf(i);
        }

        (awake, boundaries) = (frames.Length, plan.Boundaries.Count);
    }

    /// <summary>The frames, outermost first, without those that have woken.</summary>
    internal IReadOnlyList<Frame> Frames => frames;

    /// <summary>Bytes of the records that only sleeping frames need.</summary>
    internal long Bytes { get; private set; }

    /// <summary>True if a frame sleeps and was loaded from this place of the stack.</summary>
    internal bool Holds(Frame frame, int place) => place < awake && frames[place] == frame;

    /// <summary>Reads the frames that are awake from the beginning.</summary>
    internal void WakeFirst() => WakeNext();

    /// <summary>True if no frame sleeps any more.</summary>
    internal bool IsOver => awake == 0;

    /// <summary>Takes the encoder that goes on with the chain: from here on it is given each object that is made. Returns what all records cost.</summary>
    internal long JoinedBy(StrandEncoder joining)
    {
        encoder = encoder is null ? joining : throw new InvalidOperationException("A strand of which frames sleep is encoded by one encoder.");
        return encoder.TakeMade(heap) + Bytes;
    }

    /// <summary>Reads a frame, and all that are further in. Throws what loading the strand would have thrown, each time.</summary>
    internal void Wake(Frame frame)
    {
        if (encoder is null)
            throw new InvalidOperationException("Frames sleep until the strand has its encoder.");
        while (frame.Sleeping is not null)
            WakeNext();
    }

    /// <summary>Reads all frames.</summary>
    internal void WakeAll()
    {
        while (!IsOver)
            WakeNext();
    }

    void WakeNext()
    {
        broken?.Throw();
        try
        {
            StrandDecoder.Guarded(run, ReadNext);
        }
        catch (Exception error)
        {
            // They are half read: nobody may go on with them.
            broken = ExceptionDispatchInfo.Capture(error);
            throw;
        }
    }

    /// <summary>Reads the frames up to the next boundary outwards.</summary>
    int ReadNext()
    {
        var from = boundaries > 0 ? plan.Boundaries[--boundaries] : 0;
        for (var i = from; i < awake; i++)
            places[i].Read(frames[i], reader);
        heap.FillAll(reader);
        encoder?.TakeMade(heap);
        for (var i = from; i < awake; i++)
        {
            frames[i].Sleeping = null;
            Bytes -= plan.BytesOf(i);
        }

        // What has woken lives as long as the strand needs it.
        Array.Clear(frames, from, awake - from);
        Array.Clear(places, from, awake - from);
        return awake = from;
    }
}
