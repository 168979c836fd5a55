namespace Weave;

/// <summary>A write was refused by the store: it is not acknowledged, and nothing of it is visible to anybody.</summary>
public sealed class StoreWriteException : WeaveException
{
    /// <param name="path">The store.</param>
    /// <param name="cause">Why the write failed, one sentence.</param>
    /// <param name="advice">What to do next.</param>
    /// <param name="run">The run whose write it was, or null.</param>
    /// <param name="inner">The error behind it, or null.</param>
    public StoreWriteException(string path, string cause, string advice, string? run = null, Exception? inner = null)
        : base($"The store '{path}' did not take a write: {cause}", advice, run, inner) =>
        Path = path;

    /// <summary>The store.</summary>
    public string Path { get; }
}
