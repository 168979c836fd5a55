namespace Weave.Moving;

/// <summary>How a move ended.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Hub">The hub that runs the run now, as far as is known.</param>
/// <param name="Reason">Why it was not moved, for people, or why all of it was when its inner frames were to be; null when what was to move has moved.</param>
public sealed record MoveResult(MoveOutcome Outcome, string? Hub, string? Reason = null)
{
    /// <summary>The run that the inner frames have become, wherever it is; null when the run is in one piece.</summary>
    public string? Inner { get; init; }

    /// <summary>Whether the run is where it was wanted.</summary>
    public bool IsMoved => Outcome == MoveOutcome.Moved;

    internal static MoveResult To(string hub) => new(MoveOutcome.Moved, hub);

    internal static MoveResult Refused(string? hub, string reason) => new(MoveOutcome.Refused, hub, reason);

    internal static MoveResult Stayed(string? hub, string reason) => new(MoveOutcome.Stayed, hub, reason);
}
