namespace Weave;

/// <summary>The store cannot be reached or opened where it should be, or this handle on it is no longer alive. Nothing was written.</summary>
public sealed class StoreUnavailableException : WeaveException
{
    /// <param name="path">The store.</param>
    /// <param name="cause">Why it cannot be used, one sentence.</param>
    /// <param name="advice">What to do next.</param>
    /// <param name="inner">The error behind it, or null.</param>
    public StoreUnavailableException(string path, string cause, string advice, Exception? inner = null)
        : base($"The store '{path}' cannot be used: {cause}", advice, cause: inner) =>
        Path = path;

    /// <summary>The store.</summary>
    public string Path { get; }
}
