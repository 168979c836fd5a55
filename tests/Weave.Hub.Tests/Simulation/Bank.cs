namespace Weave.Cluster.Tests.Simulation;

/// <summary>The world outside of the cluster: accounts, and the effect of each key once. Requests and answers may be lost.</summary>
sealed class Bank(World world)
{
    readonly Dictionary<string, (string What, long Result)> effects = [];

    public Dictionary<string, long> Balances { get; } = [];

    /// <summary>What was done, by key.</summary>
    public IReadOnlyDictionary<string, (string What, long Result)> Effects => effects;

    /// <summary>Somebody outside has paid.</summary>
    public void Pay(string account, long amount) => Balances[account] = Balances.GetValueOrDefault(account) - amount;

    /// <summary>Moves money into an account or out of it, for the run that <paramref name="transfer"/> names.</summary>
    public Task<long> MoveAsync(string key, string transfer, string account, long amount)
    {
        var answer = new TaskCompletionSource<long>();
        var from = world.Running!;
        var what = $"{transfer} {account} {amount}";
        if (!world.Chance(0.03))
            world.After(world.Latency(), Arrive);
        world.After(TimeSpan.FromSeconds(2), () => from.Post(() => answer.TrySetException(new TimeoutException("The bank gave no answer."))));
        return answer.Task;

        void Arrive()
        {
            if (!effects.TryGetValue(key, out var effect))
            {
                Balances[account] = Balances.GetValueOrDefault(account) + amount;
                effects.Add(key, effect = (what, amount));
                world.Log($"bank: {what} ({key})");
            }
            else if (effect.What != what)
            {
                world.Fail($"The key {key} was used for '{effect.What}' and for '{what}'.");
            }

            if (!world.Chance(0.03))
                world.After(world.Latency(), () => from.Post(() => answer.TrySetResult(effect.Result)));
        }
    }
}
