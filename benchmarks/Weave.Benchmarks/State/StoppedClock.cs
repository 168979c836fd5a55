namespace Weave.Benchmarks.State;

/// <summary>A clock by which nothing costs anything: every checkpoint is compressed, so that its size can be measured.</summary>
sealed class StoppedClock : TimeProvider
{
    public override long GetTimestamp() => 0;
}
