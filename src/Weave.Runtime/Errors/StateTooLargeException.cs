namespace Weave;

/// <summary>The state of one strand does not fit into one checkpoint.</summary>
public sealed class StateTooLargeException : WeaveException
{
    /// <summary>Creates the error.</summary>
    public StateTooLargeException()
        : base("The state of a strand takes more than 2 GiB.", "Keep large data in files or a database and let the fragment hold its name.")
    {
    }
}
