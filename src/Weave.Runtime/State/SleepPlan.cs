using Weave.Execution;

namespace Weave.State;

/// <summary>
/// Where a stack that is loaded can be divided: at boundaries across which no object is reached that can change. Found on the bytes, from the innermost frame outwards. What lies on the
/// outer side of one can be read later, whatever the inner side has done by then.
/// </summary>
sealed class SleepPlan
{
    readonly ObjectHeap heap;
    readonly List<FramePlace> places;

    // For each object the innermost frame that reaches it, counted from one; zero if none has.
    readonly int[] innermost;
    readonly Stack<int> open = new();

    // How many references keep each boundary closed, as differences from the one before it.
    readonly int[] closed;
    readonly long[] bytes;

    SleepPlan(ObjectHeap heap, List<FramePlace> places)
    {
        this.heap = heap;
        this.places = places;
        innermost = new int[heap.Count];
        closed = new int[places.Count + 1];
        bytes = new long[places.Count];
    }

    /// <summary>The plan for a stack; null if it has to be read at once, or had better be.</summary>
    /// <param name="heap">The objects, none of them made yet.</param>
    /// <param name="places">The frames, outermost first.</param>
    /// <param name="policy">When it pays to let frames sleep.</param>
    /// <param name="loaded">Bytes that are kept while any frame sleeps.</param>
    /// <param name="run">The run, for error messages.</param>
    internal static SleepPlan? Make(ObjectHeap heap, List<FramePlace> places, SleepPolicy policy, long loaded, string? run)
    {
        // Other code's bytes are not what they look like. A run's caller is asked for before the run goes on.
        if (places.Count < 2 || loaded < policy.LeastBytes || heap.IsChanged || heap.HasResidents || places[0].Schema.Function == CallerFrame.Info)
            return null;
        var plan = new SleepPlan(heap, places);
        if (!plan.WalkAll(run))
            return null;
        plan.Boundaries = plan.Open();
        if (plan.Boundaries is not [.., var innermost])
            return null;
        var asleep = 0L;
        for (var i = 0; i < innermost; i++)
            asleep += plan.bytes[i] + places[i].Entry.Length;
        return asleep >= policy.LeastBytes && asleep >= policy.LeastPart * loaded ? plan : null;
    }

    /// <summary>The indexes of the outermost frames of inner sides, ascending.</summary>
    internal List<int> Boundaries { get; private set; } = [];

    /// <summary>Bytes of the records that are first needed with a frame, when frames are read from the innermost outwards.</summary>
    internal long BytesOf(int frame) => bytes[frame];

    /// <summary>False if references cannot be followed as they will be read.</summary>
    bool WalkAll(string? run)
    {
        for (var frame = places.Count - 1; frame >= 0; frame--)
        {
            if (!Walk(places[frame].Body, frame, isImmutable: false))
                return false;
            while (open.TryPop(out var index))
            {
                var body = heap.Source(index, run);
                bytes[frame] += body.Length + IdentityTable.IndexCost;
                if (!Walk(body, frame, heap.KindOf(index).Codec.IsImmutable))
                    return false;
            }
        }

        return true;
    }

    /// <summary>Follows the references of one body. What is known already closes the boundaries up to where it is known from; what lies below it has closed those beyond.</summary>
    bool Walk(ReadOnlySpan<byte> body, int frame, bool isImmutable)
    {
        var walker = new ItemWalker(body);
        while (walker.NextReference(keysOnly: false, out var id))
        {
            var index = heap.IndexOf(id);
            if (index < 0)
                return false;
            var canChange = !heap.KindOf(index).Codec.IsImmutable;

            // What cannot change is not followed from a second frame: nothing below it may change either.
            if (canChange && isImmutable)
                return false;
            ref var known = ref innermost[index];
            if (known == 0)
            {
                known = frame + 1;
                open.Push(index);
            }
            else if (canChange)
            {
                closed[frame + 1]++;
                closed[known]--;
            }
        }

        return walker.IsAtEnd;
    }

    List<int> Open()
    {
        var found = new List<int>();
        var standing = 0;
        for (var at = 1; at < places.Count; at++)
        {
            standing += closed[at];
            if (standing == 0)
                found.Add(at);
        }

        return found;
    }
}
