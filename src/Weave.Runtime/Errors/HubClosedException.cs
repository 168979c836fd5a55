namespace Weave;

/// <summary>The hub was closed before the run ended. The run is not lost: it goes on when a hub opens its store.</summary>
public sealed class HubClosedException : WeaveException
{
    /// <param name="run">The run, or null.</param>
    public HubClosedException(string? run = null)
        : base("The hub was closed before the run ended.", "Open a hub on the same store: the run goes on from its last checkpoint.", run)
    {
    }
}
