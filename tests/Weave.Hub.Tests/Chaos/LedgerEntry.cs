namespace Weave.Cluster.Tests.Chaos;

/// <summary>One entry of the ledger.</summary>
/// <param name="Key">The idempotency key of the step that made it: it begins with the run's id.</param>
/// <param name="Account">Whose.</param>
/// <param name="Amount">How much; negative for a withdrawal.</param>
/// <param name="Asked">How often it was asked for.</param>
/// <param name="Same">It was asked for with the same account and amount each time.</param>
sealed record LedgerEntry(string Key, int Account, int Amount, int Asked, bool Same)
{
    public string Run => Key[..Key.IndexOf('/', StringComparison.Ordinal)];
}
