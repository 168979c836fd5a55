namespace Weave;

/// <summary>The state of one strand does not fit into one checkpoint.</summary>
public sealed class StateTooLargeException : WeaveException
{
    const string WayOut = "Keep large data in files or a database and let the fragment hold its name";

    /// <summary>Creates the error.</summary>
    public StateTooLargeException()
        : base("The state of a strand takes more than 2 GiB.", WayOut + ".")
    {
    }

    /// <param name="run">The run.</param>
    /// <param name="size">Bytes of its state.</param>
    /// <param name="limit">What is allowed.</param>
    /// <param name="largest">Its largest objects, for the message.</param>
    public StateTooLargeException(string run, long size, long limit, string largest)
        : base($"The state of a strand takes {size} bytes; {limit} are allowed. The largest in it: {largest}.", WayOut + ", or raise MaxCheckpointBytes.", run) =>
        Size = size;

    /// <summary>Bytes of the state, or 0 where they were not counted.</summary>
    public long Size { get; }
}
