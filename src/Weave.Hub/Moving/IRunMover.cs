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
}
