namespace Weave;

/// <summary>An exception escaped while a strand was being captured: what was captured is not whole and has been dropped.</summary>
public sealed class CaptureFailedException : WeaveException
{
    /// <param name="inner">What escaped.</param>
    public CaptureFailedException(Exception inner)
        : base("A capture failed: " + inner.Message, "The strand goes on from its last commit. Code in a finally block must not run while its method is being captured.", cause: inner)
    {
    }
}
