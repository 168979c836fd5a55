namespace Weave;

/// <summary>The store file is damaged, truncated, or is not a Weave store at all. It was left as it was.</summary>
public sealed class CorruptStoreException : WeaveException
{
    /// <param name="path">The file.</param>
    /// <param name="cause">What is wrong with it, one sentence.</param>
    /// <param name="inner">The error behind it, or null.</param>
    public CorruptStoreException(string path, string cause, Exception? inner = null)
        : base($"The store '{path}' cannot be used: {cause}", "The file was not changed. Restore it from a backup, or open another path.", cause: inner) =>
        Path = path;

    /// <summary>The store file.</summary>
    public string Path { get; }
}
