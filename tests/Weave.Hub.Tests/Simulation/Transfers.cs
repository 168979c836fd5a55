namespace Weave.Cluster.Tests.Simulation;

/// <summary>What the simulated cluster runs.</summary>
public static partial class Transfers
{
    [ThreadStatic]
    static Bank? bank;

    [Fragment]
    public static async Task<long> Transfer(string id, string from, string to, long amount, int work)
    {
        var taken = await Take(id, from, amount);
        var check = 17L;
        for (var i = 0; i < work; i++)
            check = Mixed(check, i);
        await Durable.Delay(TimeSpan.FromMilliseconds(work % 700));
        var given = await Give(id, to, -taken);
        return check ^ given;
    }

    /// <summary>Has its callee transfer the money.</summary>
    [Fragment]
    public static async Task<long> Order(string id, string from, string to, long amount, int work)
    {
        var mine = new List<long> { work };
        var taken = await Take(id, from, 0);
        mine.Add(await Transfer(id, from, to, amount, work));
        mine.Add(await Give(id, to, taken));
        return mine[1] + mine[2];
    }

    /// <summary>What <see cref="Transfer"/> gives: the plain method without its effects and waits.</summary>
    public static long Transferred(long amount, int work)
    {
        var check = 17L;
        for (var i = 0; i < work; i++)
            check = Mixed(check, i);
        return check ^ amount;
    }

    [Fragment]
    public static async Task<long> Compute(int depth, int width)
    {
        var seen = new List<long>();
        for (var i = 0; i < width; i++)
        {
            var below = depth == 0 ? i : await Compute(depth - 1, width);
            seen.Add(Mixed(below, seen.Count));
        }

        var sum = 0L;
        foreach (var value in seen)
            sum = Mixed(sum, (int)(value & 0xffff));
        return sum;
    }

    [Step(Retries = 100, RetryDelay = 50)]
    static Task<long> Take(string id, string account, long amount) => bank!.MoveAsync(Durable.IdempotencyKey, id, account, -amount);

    [Step(Retries = 100, RetryDelay = 50)]
    static Task<long> Give(string id, string account, long amount) => bank!.MoveAsync(Durable.IdempotencyKey, id, account, amount);

    internal static void Use(Bank used) => bank = used;

    static long Mixed(long check, int i)
    {
        World.Current?.Running?.Use(TimeSpan.FromMicroseconds(200));
        return (check * 6364136223846793005) + i + 1442695040888963407;
    }
}
