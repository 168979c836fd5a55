namespace Weave.State;

/// <summary>When outer frames of a loaded strand are left asleep.</summary>
/// <param name="LeastBytes">So many bytes of state have to sleep: what is less is read faster than it is told apart.</param>
/// <param name="LeastPart">So large a part of what was loaded has to sleep: all of it is kept while any frame sleeps.</param>
sealed record SleepPolicy(long LeastBytes, double LeastPart)
{
    internal static SleepPolicy Default { get; } = new(LeastBytes: 4096, LeastPart: 0.5);

    /// <summary>Whatever can sleep does.</summary>
    internal static SleepPolicy Always { get; } = new(0, 0);
}
