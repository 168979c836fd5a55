namespace Weave.Moving;

/// <summary>Moves runs from hub to hub while they run.</summary>
public interface IRunMover
{
    /// <summary>
    /// Moves a run, wherever it is at work. It goes on where it was for as long as that is possible, and stands still only while the last of its state is sent. Whatever fails on the way, exactly one hub
    /// runs it afterwards.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="target">The hub that shall run it; null for one that fits.</param>
    /// <param name="cancel">Gives up, as long as nothing is decided: the run stays.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    ValueTask<MoveResult> MoveAsync(string run, string? target = null, CancellationToken cancel = default);

    /// <summary>
    /// Moves the inner frames of a run, those from the outermost call on whose callee reaches nothing that can change and that its caller reaches too; the caller's frames stay and get the result or the exception.
    /// Where no call is such, the whole run moves, and the result says why.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="target">The hub that shall run them; null for one that fits.</param>
    /// <param name="cancel">Gives up, as long as nothing is decided: the run stays in one piece.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    ValueTask<MoveResult> MoveInnerAsync(string run, string? target = null, CancellationToken cancel = default);
}
