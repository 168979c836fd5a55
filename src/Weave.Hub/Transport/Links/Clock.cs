namespace Weave.Transport.Links;

/// <summary>Deadlines as timestamps of a clock that only goes forward.</summary>
static class Clock
{
    /// <summary>The longest deadline that the protocol can say; longer ones are cut.</summary>
    static readonly TimeSpan longest = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>The timestamp after so long a time.</summary>
    internal static long After(TimeProvider time, TimeSpan span) =>
        time.GetTimestamp() + (long)((span < TimeSpan.Zero || span > longest ? longest : span).TotalSeconds * time.TimestampFrequency);

    /// <summary>Milliseconds until then, rounded up.</summary>
    internal static uint MillisecondsTo(TimeProvider time, long due) =>
        (uint)Math.Clamp(Math.Ceiling((due - time.GetTimestamp()) * 1000.0 / time.TimestampFrequency), 0, int.MaxValue);
}
