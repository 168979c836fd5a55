using Weave.State;

namespace Weave.Execution;

/// <summary>Where a stack can be taken apart: the outermost call of which the callee's frames reach nothing that can change and that the caller's frames reach too.</summary>
/// <param name="At">The index of the outermost inner frame; 0 if there is no such call.</param>
/// <param name="Why">What keeps the innermost call together; null if the stack can be taken apart.</param>
readonly record struct StackBoundary(int At, string? Why)
{
    /// <summary>Walks everything that the frames reach, and finds the boundary with the most inner frames.</summary>
    /// <param name="frames">The frames, outermost first.</param>
    /// <param name="symbols">Numbers of schemas.</param>
    /// <exception cref="NoCodecException">Something that they reach cannot be saved.</exception>
    public static StackBoundary Find(IReadOnlyList<Frame> frames, ISymbolTable symbols)
    {
        if (!Enumerable.Range(1, frames.Count - 1).Any(at => IsCall(frames, at)))
            return new(0, "its stack holds no call of one fragment function by another");

        // Once from either end: the outermost frame that reaches an object, and the innermost.
        var cache = SymbolCache.Of(symbols);
        var (outermost, innermost) = (Walk(frames, cache, inwards: true), Walk(frames, cache, inwards: false));
        var shared = new (object Object, int From, int To)[frames.Count];
        foreach (var (found, from) in outermost)
        {
            if (innermost.TryGetValue(found, out var to) && to > from)
                Note(shared, found, from, to);
        }

        var last = 0;
        for (var at = 1; at < frames.Count; at++)
        {
            if (!IsCall(frames, at))
                continue;
            if (shared[at].Object is null)
                return new(at, null);
            last = at;
        }

        var (what, outer, inner) = shared[last];
        return new(0, $"a '{TypeName.Of(what.GetType())}' can be changed by both sides of each of its calls: it is reached from '{frames[outer].Function.Id}'{Variables(frames[outer], what, cache)} and from '{frames[inner].Function.Id}'{Variables(frames[inner], what, cache)}");
    }

    static void Note((object Object, int From, int To)[] shared, object found, int from, int to)
    {
        for (var at = from + 1; at <= to; at++)
        {
            if (shared[at].Object is null || to - from < shared[at].To - shared[at].From)
                shared[at] = (found, from, to);
        }
    }

    /// <summary>Whether a frame was called by the one before, both of user code.</summary>
    static bool IsCall(IReadOnlyList<Frame> frames, int at) => IsUsers(frames[at]) && IsUsers(frames[at - 1]);

    static bool IsUsers(Frame frame) => frame is not (WaitFrame or StepFrame or CallerFrame);

    /// <summary>Everything that can change and that the frames reach, with the first frame on the way that does.</summary>
    static Dictionary<object, int> Walk(IReadOnlyList<Frame> frames, SymbolCache symbols, bool inwards)
    {
        var found = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
        var ids = new IdentityTable();
        ids.Begin();
        var writer = StateWriter.Rent(ids, symbols, omitUnchanged: false, shadows: null);
        try
        {
            var known = 0;
            for (var i = 0; i < frames.Count; i++)
            {
                var frame = inwards ? i : frames.Count - 1 - i;
                writer.WriteFrame(frames[frame]);
                writer.WriteObjects();
                writer.Position = 0;
                for (; known < ids.Count; known++)
                {
                    ref var entry = ref ids[known];
                    if (!entry.Codec!.IsImmutable)
                        found.Add(entry.Object!, frame);
                }
            }

            return found;
        }
        finally
        {
            writer.Return();
        }
    }

    /// <summary>The variables of a frame that reach an object, as far as they can be told apart.</summary>
    static string Variables(Frame frame, object what, SymbolCache symbols)
    {
        var names = frame.Function.Cuts[frame.Cut].Contract.Split(';', StringSplitOptions.RemoveEmptyEntries);
        var roots = new IdentityTable();
        roots.Begin();
        var writer = StateWriter.Rent(roots, symbols, omitUnchanged: false, shadows: null);
        try
        {
            writer.WriteFrame(frame);
            for (var i = 0; i < roots.Count; i++)
            {
                if (!ReferenceEquals(roots[i].Object, what))
                    continue;
                var type = TypeName.Of(what.GetType());
                var fitting = names.Where(n => n.EndsWith(":" + type, StringComparison.Ordinal)).Select(static n => n[..n.IndexOf(':')]).ToArray();
                return fitting.Length == 1 ? $" by '{fitting[0]}'" : "";
            }

            return "";
        }
        finally
        {
            // What the frame refers to is not written: the queue goes with the next use of the writer.
            writer.Return();
        }
    }
}
