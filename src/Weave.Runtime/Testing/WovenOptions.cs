namespace Weave.Testing;

/// <summary>How the oracle runs woven calls.</summary>
public sealed record WovenOptions
{
    /// <summary>The defaults.</summary>
    public static WovenOptions Default { get; } = new();

    /// <summary>The clock that durable delays are waited for with; null to skip them.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>Reads the effects that calls leave (an output log, a file): compared like the result. Null if there are none.</summary>
    public Func<object?>? Probe { get; init; }

    /// <summary>Puts everything that a call may have left (a log, static fields) back before a call. Null if there is nothing.</summary>
    public Action? Reset { get; init; }

    /// <summary>True to keep the bytes of each state that is taken.</summary>
    public bool KeepStates { get; init; }

    /// <summary>True if what has no codec stays in the process; false if it is an error, as in a hub.</summary>
    public bool Handles { get; init; } = true;

    /// <summary>A call that is stopped more often than this fails: it may go round in circles.</summary>
    public long MostCaptures { get; init; } = long.MaxValue;

    /// <summary>The command that repeats a failure, for messages; the default says which regime to pass.</summary>
    public Func<Regime, string>? Repeat { get; init; }
}
