namespace Weave;

/// <summary>A run with this id exists already, for another function or with other arguments.</summary>
public sealed class RunConflictException : WeaveException
{
    /// <param name="run">The id.</param>
    /// <param name="difference">What differs, one sentence.</param>
    public RunConflictException(string run, string difference)
        : base(difference, "Use another id for another piece of work, or Find(id) to get the run that exists.", run)
    {
    }
}
