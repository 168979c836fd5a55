namespace Weave;

/// <summary>The run was cancelled. Thrown once inside the run, at its next cut, where user code may catch it; and by the run's result when it ended that way.</summary>
public sealed class RunCancelledException : OperationCanceledException
{
    /// <param name="run">The run, when known.</param>
    /// <param name="inner">What the user's code let escape, or null.</param>
    public RunCancelledException(string? run = null, Exception? inner = null)
        : base(run is null ? "The run was cancelled." : $"Run '{run}' was cancelled.", inner) =>
        Run = run;

    /// <summary>The id of the run, or null inside the run itself.</summary>
    public string? Run { get; }
}
