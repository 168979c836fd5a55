using Weave.Storage;

namespace Weave.Runtime.Tests.Storage;

/// <summary>Crash points that do what a test says.</summary>
sealed class CrashPoints(Action<string> reach) : ICrashPoints
{
    public void Reach(string point) => reach(point);
}
