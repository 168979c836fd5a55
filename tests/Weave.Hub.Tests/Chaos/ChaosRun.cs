using Weave.Cluster.Tests.Simulation;
using Weave.Execution;
using Weave.Storage;

namespace Weave.Cluster.Tests.Chaos;

/// <summary>One run of the campaign: what it was told, and whether it came to the result of the plain method.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="From">The account of a transfer that is charged.</param>
/// <param name="To">The account that gets it.</param>
/// <param name="Amount">How much; 0 when it is a computation.</param>
sealed record ChaosRun(string Id, int From = 0, int To = 0, int Amount = 0)
{
    /// <summary>What the ids of runs begin with that another build has started.</summary>
    public const string Former = "former-";

    const int Accounts = 20;

    /// <summary>Starts it, and waits for it to end with the right result; a reason why not, or null.</summary>
    public required Func<Hub, CancellationToken, Task<string?>> WorkAsync { get; init; }

    /// <summary>The n-th of a campaign.</summary>
    public static ChaosRun Number(int n, Random random)
    {
        if (n % 5 == 3)
        {
            var (seed, last) = (random.Next(), random.Next(20_000, 300_000));
            var id = $"count-{n}";
            return new(id) { WorkAsync = (hub, cancel) => ExpectAsync(hub, id, Bank.Fragments.Count(seed, last), () => Task.FromResult(Bank.Count(seed, last)), cancel) };
        }

        if (n % 5 == 4)
        {
            var (seed, rounds) = (random.Next(), random.Next(5, 60));
            var id = $"walk-{n}";
            return new(id) { WorkAsync = (hub, cancel) => ExpectAsync(hub, id, Bank.Fragments.Walk(seed, rounds, 30), () => Bank.Walk(seed, rounds, 0), cancel) };
        }

        if (n % 15 is 5 or 6)
        {
            // Pinned to the build that started it, which not every hub is of: the result tells which one has done it.
            var (account, sum, pause) = (random.Next(Accounts), random.Next(1, 500), random.Next(3000));
            var (built, name) = n % 15 == 5 ? ($"build-{n}", FormerBuild.ThisName) : ($"{Former}{n}", FormerBuild.Name);
            return new(built, account, account, sum)
            {
                WorkAsync = (hub, cancel) => ExpectAsync(hub, built, Bank.Fragments.Build(account, sum, pause), () => Task.FromResult(name), cancel, UpgradePolicy.Pinned),
            };
        }

        var from = random.Next(Accounts);
        var to = (from + 1 + random.Next(Accounts - 1)) % Accounts;
        var (amount, milliseconds) = (random.Next(1, 500), random.Next(3000));
        var transfer = $"transfer-{n}";
        return new(transfer, from, to, amount)
        {
            WorkAsync = (hub, cancel) => ExpectAsync(hub, transfer, Bank.Fragments.Transfer(from, to, amount, milliseconds), () => Task.FromResult(amount), cancel),
        };
    }

    static async Task<string?> ExpectAsync<T>(Hub hub, string id, FragmentCall<T> call, Func<Task<T>> plain, CancellationToken cancel, UpgradePolicy? upgrade = null)
    {
        try
        {
            var result = await ResultAsync();
            var expected = await Task.Run(plain, cancel);
            return Equals(result, expected) ? null : $"{id} came to {result}, the plain method to {expected}";
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return $"{id} was not over in time";
        }
        catch (WeaveException e)
        {
            return $"{id} ended with {e.GetType().Name}: {e.Message}";
        }

        // The store is restarted now and then: who starts a run asks again under the same id.
        async Task<T> ResultAsync()
        {
            while (true)
            {
                try
                {
                    var handle = await hub.StartAsync(call, id, upgrade).WaitAsync(cancel);
                    return await handle.Result.WaitAsync(cancel);
                }
                catch (StoreUnavailableException)
                {
                    await Task.Delay(200, cancel);
                }
            }
        }
    }
}
