namespace Weave;

/// <summary>A run was claimed again and again without getting any further: it kills the process that runs it.</summary>
public sealed class RunCrashLoopException : WeaveException
{
    /// <param name="run">The run.</param>
    /// <param name="claims">Claims without progress.</param>
    public RunCrashLoopException(string run, int claims)
        : base(
            $"This was claim {claims} since it last made progress; the processes that made the ones before died with the run at work.",
            "Look for Environment.FailFast, a stack overflow in plain code, or memory exhaustion after its last checkpoint.",
            run)
    {
    }
}
