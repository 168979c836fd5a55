namespace Weave;

/// <summary>Another process owns the store.</summary>
public sealed class StoreInUseException : WeaveException
{
    /// <param name="path">The store file.</param>
    public StoreInUseException(string path)
        : base($"The store '{path}' is owned by another process.", "Stop that process, or open the store as a client to read it and send messages to its runs.") =>
        Path = path;

    /// <summary>The store file.</summary>
    public string Path { get; }
}
