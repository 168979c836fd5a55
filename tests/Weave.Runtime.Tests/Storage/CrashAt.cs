using Weave.Storage;

namespace Weave.Runtime.Tests.Storage;

/// <summary>Counts the crash points that are reached, and does something at the n-th.</summary>
sealed class CrashAt(int n, Action crash) : ICrashPoints
{
    readonly List<string> reached = [];

    /// <summary>The names of the points reached so far, in order.</summary>
    public IReadOnlyList<string> Reached
    {
        get
        {
            lock (reached)
                return [.. reached];
        }
    }

    public static CrashAt Throwing(int n) => new(n, () => throw new SimulatedCrash());

    public static CrashAt Never() => new(0, () => { });

    public void Reach(string point)
    {
        int visit;
        lock (reached)
        {
            reached.Add(point);
            visit = reached.Count;
        }

        if (visit == n)
            crash();
    }

    internal sealed class SimulatedCrash : Exception;
}
