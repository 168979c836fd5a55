namespace Cluster;

/// <summary>One transfer of the demonstration.</summary>
sealed record Transfer(string Run, int From, int To, int Amount, int Milliseconds)
{
    public const int Accounts = 20;

    /// <summary>The n-th: the same each time the demonstration runs.</summary>
    public static Transfer Number(int n, Random random)
    {
        var from = random.Next(Accounts);
        return new($"transfer-{n:000}", from, (from + 1 + random.Next(Accounts - 1)) % Accounts, 1 + random.Next(500), random.Next(200, 6000));
    }
}
