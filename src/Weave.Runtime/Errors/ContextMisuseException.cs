namespace Weave;

/// <summary>The context of a strand was used outside the thread that runs the strand.</summary>
public sealed class ContextMisuseException : WeaveException
{
    /// <param name="cause">What happened, one sentence.</param>
    public ContextMisuseException(string cause)
        : base(cause, "Call fragment functions from fragment functions only, not from lambdas that run on other threads.")
    {
    }
}
