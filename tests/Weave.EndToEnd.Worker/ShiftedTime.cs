namespace Weave.EndToEnd;

/// <summary>The system's clock, so many minutes ahead.</summary>
sealed class ShiftedTime(long minutes) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddMinutes(minutes);
}
