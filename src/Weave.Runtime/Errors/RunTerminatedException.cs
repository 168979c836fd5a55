namespace Weave;

/// <summary>The run was terminated: dropped without running user code.</summary>
public sealed class RunTerminatedException : WeaveException
{
    /// <param name="run">The run.</param>
    public RunTerminatedException(string run)
        : base("It was terminated, and has no result.", "Start it again under another id if its work is still wanted.", run)
    {
    }
}
