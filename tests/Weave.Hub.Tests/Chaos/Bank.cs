using Weave.Cluster.Tests.Simulation;

namespace Weave.Cluster.Tests.Chaos;

/// <summary>The runs of the campaign: transfers whose effects are outside, and computations whose results are known.</summary>
public static partial class Bank
{
    /// <summary>Moves money, with a durable wait in between.</summary>
    [Fragment]
    public static async Task<int> Transfer(int from, int to, int amount, int milliseconds)
    {
        await Withdraw(from, amount);
        await Durable.Delay(TimeSpan.FromMilliseconds(milliseconds));
        await Deposit(to, amount);
        return amount;
    }

    /// <summary>Computes without a wait: it is stopped and moved wherever it is.</summary>
    [Fragment]
    public static ulong Count(int seed, int last)
    {
        var sum = (ulong)seed;
        for (var start = 1; start <= last; start++)
        {
            var steps = 0;
            for (var n = (ulong)start; n != 1; n = n % 2 == 0 ? n / 2 : (3 * n) + 1)
                steps++;
            sum = (sum ^ (ulong)steps) * 0x100000001B3;
        }

        return sum;
    }

    /// <summary>Keeps what it has seen, and waits often: each wait is a commit.</summary>
    [Fragment]
    public static async Task<ulong> Walk(int seed, int rounds, int milliseconds)
    {
        var seen = new Dictionary<ulong, int>();
        var at = (ulong)seed;
        for (var i = 0; i < rounds; i++)
        {
            at = ((at * 6364136223846793005) + 1442695040888963407) % 997;
            seen[at] = seen.GetValueOrDefault(at) + i;
            await Durable.Delay(TimeSpan.FromMilliseconds(milliseconds));
        }

        var sum = at;
        foreach (var (key, value) in seen)
            sum = (sum ^ key ^ ((ulong)value << 32)) * 0x100000001B3;
        return sum;
    }

    /// <summary>Money there and back, and the name of the build that has done it: each build gives another result.</summary>
    [Fragment]
    public static async Task<string> Build(int account, int amount, int milliseconds)
    {
        await Withdraw(account, amount);
        await Durable.Delay(TimeSpan.FromMilliseconds(milliseconds));
        await Deposit(account, amount);
        return FormerBuild.ThisName;
    }

    [Step(Retries = 20)]
    static Task Withdraw(int account, int amount) => Ledger.Current.EnterAsync(Durable.IdempotencyKey, account, -amount);

    [Step(Retries = 20)]
    static Task Deposit(int account, int amount) => Ledger.Current.EnterAsync(Durable.IdempotencyKey, account, amount);
}
