using System.Collections.Concurrent;
using System.Diagnostics;

namespace Weave.Fuzz.Running;

/// <summary>What each worker is doing and since when, so that a call that does not end is seen.</summary>
static class Watch
{
    static readonly ConcurrentDictionary<int, (FuzzProgram Program, string What, long Since)> doing = [];

    /// <summary>Says what this thread does now.</summary>
    public static void Now(FuzzProgram program, string what) => doing[Environment.CurrentManagedThreadId] = (program, what, Stopwatch.GetTimestamp());

    /// <summary>This thread does nothing that can hang.</summary>
    public static void Done() => doing.TryRemove(Environment.CurrentManagedThreadId, out _);

    /// <summary>Forgets those that are left to themselves.</summary>
    public static void Clear() => doing.Clear();

    /// <summary>A program that has been at one thing for longer than this, or null.</summary>
    public static (FuzzProgram Program, string What)? Stuck(TimeSpan limit)
    {
        foreach (var (program, what, since) in doing.Values)
        {
            if (Stopwatch.GetElapsedTime(since) > limit)
                return (program, what);
        }
        return null;
    }
}
