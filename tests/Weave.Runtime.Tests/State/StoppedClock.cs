namespace Weave.Runtime.Tests.State;

/// <summary>By it nothing costs anything, so that compressing always pays.</summary>
sealed class StoppedClock : TimeProvider
{
    public override long GetTimestamp() => 0;
}
