namespace Weave;

/// <summary>The store has an owner already, in this or another process.</summary>
public sealed class StoreInUseException : WeaveException
{
    /// <param name="path">The store file.</param>
    public StoreInUseException(string path)
        : base($"The store '{path}' has an owner already.", "Close that owner (it may be in another process), or open the store as a client to read it and send messages to its runs.") =>
        Path = path;

    /// <summary>The store file.</summary>
    public string Path { get; }
}
