using Weave.Storage;

namespace Weave.Execution;

/// <summary>How a run ended for this process: with a final record, or here alone with an error.</summary>
/// <param name="Record">The final record, or null.</param>
/// <param name="Error">Why it has stopped here without one, or null.</param>
/// <param name="Activity">What became of it here.</param>
sealed record RunEnd(RunRecord? Record, Exception? Error, RunActivity Activity)
{
    /// <summary>How many messages it had when it was blocked here: one more may be a reason to try again.</summary>
    public int Messages { get; init; }

    /// <summary>Whether it goes on by itself, here or elsewhere: who waits for it waits on.</summary>
    public bool GoesOn { get; init; }
}
