namespace Weave;

/// <summary>The run has been set aside: its process died each time it was claimed, or what is stored of it cannot be read. Other runs go on; nothing of it was overwritten.</summary>
public sealed class RunQuarantinedException : WeaveException
{
    /// <param name="run">The run.</param>
    /// <param name="cause">Why, one sentence or two.</param>
    /// <param name="inner">The error behind it, or null.</param>
    public RunQuarantinedException(string run, string cause, Exception? inner = null)
        : base("It is in quarantine: " + cause, "Remove the cause, then call ResumeAsync on its handle to let it go on from its last checkpoint.", run, inner)
    {
    }
}
