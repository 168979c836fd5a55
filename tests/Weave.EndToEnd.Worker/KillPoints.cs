using Weave.Storage;

namespace Weave.EndToEnd;

/// <summary>Kills the process when the store reaches the crash point of this name for the n-th time.</summary>
sealed class KillPoints(string name, long n) : ICrashPoints
{
    long reached;

    public void Reach(string point)
    {
        if (point == name && Interlocked.Increment(ref reached) == n)
            Program.Kill();
    }
}
