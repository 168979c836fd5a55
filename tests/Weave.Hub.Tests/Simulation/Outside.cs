namespace Weave.Cluster.Tests.Simulation;

/// <summary>The way of the fragments to the world outside of the cluster. Code of another build has statics of its own: what it shares with this one is the thread.</summary>
static class Outside
{
    static readonly LocalDataStoreSlot place = Thread.GetNamedDataSlot("the simulation's bank");

    /// <summary>Makes the bank of this thread's world known to all builds.</summary>
    public static void Use(Bank bank) => Thread.SetData(place, (Func<string, string, string, long, Task<long>>)bank.MoveAsync);

    /// <summary>Moves money into an account or out of it.</summary>
    public static Task<long> MoveAsync(string key, string run, string account, long amount) =>
        ((Func<string, string, string, long, Task<long>>)Thread.GetData(place)!)(key, run, account, amount);
}
