using Weave;

namespace Cluster;

/// <summary>The workflows: each takes money from one account, waits, and brings it to another. The ledger is outside: it sees what was really done.</summary>
static partial class Bank
{
    /// <summary>Moves money. The wait is durable: it holds no thread, and outlives the hub.</summary>
    [Fragment]
    public static async Task<int> Transfer(int from, int to, int amount, int milliseconds)
    {
        await Withdraw(from, amount);
        await Durable.Delay(TimeSpan.FromMilliseconds(milliseconds));
        await Deposit(to, amount);
        return amount;
    }

    [Step(Retries = 20)]
    static Task Withdraw(int account, int amount) => Ledger.Current.EnterAsync(Durable.IdempotencyKey, account, -amount);

    [Step(Retries = 20)]
    static Task Deposit(int account, int amount) => Ledger.Current.EnterAsync(Durable.IdempotencyKey, account, amount);
}
