namespace Weave.Execution;

/// <summary>A wait that the clock ends. The time is fixed by the commit that saves this frame.</summary>
abstract class TimedFrame : WaitFrame
{
    /// <summary>How long it lasts; null for as long as it takes.</summary>
    public abstract TimeSpan? Length { get; }

    /// <summary>When it is over (UTC ticks); 0 until somebody who knows the time has set it.</summary>
    public long DueTicks { get; private set; }

    /// <summary>When it is over; null before that is fixed, and for a wait without an end.</summary>
    public DateTimeOffset? Due => DueTicks == 0 ? null : new DateTimeOffset(DueTicks, TimeSpan.Zero);

    /// <summary>Fixes the due time, once.</summary>
    public void Fix(DateTimeOffset now)
    {
        if (DueTicks == 0 && Length is { } length)
            DueTicks = length.Ticks > DateTime.MaxValue.Ticks - now.UtcTicks ? DateTime.MaxValue.Ticks : now.UtcTicks + length.Ticks;
    }

    /// <summary>No wait lasts longer here than it was to last at all, however wrong the clock of the host was that fixed it.</summary>
    public void Bound(DateTimeOffset now)
    {
        if (DueTicks == 0 || Length is not { } length || DueTicks - now.UtcTicks <= length.Ticks)
            return;
        DueTicks = 0;
        Fix(now);
    }

    /// <summary>Takes the due time from a checkpoint.</summary>
    protected void ReadDue(long ticks) =>
        DueTicks = ticks is >= 0 and var due && due <= DateTime.MaxValue.Ticks ? due : throw new CorruptStateException("A wait in the checkpoint ends outside the calendar.");
}
