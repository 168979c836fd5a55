namespace Weave.Generator.Tests.Equivalence;

/// <summary>A clock that is an hour further each time it is read: delays are over at once, and their states are the same in every run.</summary>
sealed class LeapingClock : TimeProvider
{
    DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now = now.AddHours(1);
}
