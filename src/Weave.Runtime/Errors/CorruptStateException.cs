namespace Weave;

/// <summary>Bytes that should be a checkpoint or a value are damaged, truncated, or hostile.</summary>
public sealed class CorruptStateException : WeaveException
{
    /// <param name="cause">What is wrong, one sentence.</param>
    /// <param name="run">The run, when known.</param>
    /// <param name="inner">The error behind it, or null.</param>
    public CorruptStateException(string cause, string? run = null, Exception? inner = null)
        : base(cause, "The run is set aside and nothing is overwritten; restore the store from a backup to go on with it.", run, inner)
    {
    }
}
