namespace Cluster;

/// <summary>One entry.</summary>
/// <param name="Key">The idempotency key of the step that made it: it begins with the run's id.</param>
/// <param name="Account">Whose.</param>
/// <param name="Amount">How much; negative for a withdrawal.</param>
/// <param name="Asked">How often it was asked for.</param>
sealed record LedgerEntry(string Key, int Account, int Amount, int Asked)
{
    /// <summary>The run that made it.</summary>
    public string Run => Key[..Key.IndexOf('/', StringComparison.Ordinal)];
}
