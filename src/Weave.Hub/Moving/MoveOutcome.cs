namespace Weave.Moving;

/// <summary>What became of a move.</summary>
public enum MoveOutcome
{
    /// <summary>The run is the other hub's.</summary>
    Moved,

    /// <summary>The other hub, or the store, did not take it: it goes on where it was.</summary>
    Refused,

    /// <summary>It could not be moved away now: it goes on where it was, or has ended.</summary>
    Stayed,
}
