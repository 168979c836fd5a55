namespace Weave;

/// <summary>A <see cref="Durable"/> member was used where the run cannot record it.</summary>
public sealed class DurableCallException : WeaveException
{
    /// <param name="cause">What was called from where, one sentence.</param>
    /// <param name="advice">What to do instead.</param>
    public DurableCallException(string cause, string advice)
        : base(cause, advice)
    {
    }
}
