namespace Weave;

/// <summary>There is no run with this id in the store.</summary>
public sealed class RunNotFoundException : WeaveException
{
    /// <param name="run">The id asked for.</param>
    public RunNotFoundException(string run)
        : base("There is no such run in this store.", "Check the id, and that the right store is open; a run is created by StartAsync.", run)
    {
    }
}
