namespace Weave.Cluster.Tests.Simulation;

/// <summary>What the simulated cluster runs.</summary>
public static partial class Transfers
{
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

    /// <summary>Each payment comes as an event, and is put into the account.</summary>
    [Fragment]
    public static async Task<long> Collect(string id, string account, int count)
    {
        var sum = 0L;
        for (var i = 0; i < count; i++)
        {
            var paid = await Durable.Event<long>("paid");
            sum += await Give(id, account, paid);
        }

        return sum;
    }

    [Fragment]
    public static async Task<long> Offer(int milliseconds)
    {
        try
        {
            return await Durable.Event<long>("answer", TimeSpan.FromMilliseconds(milliseconds));
        }
        catch (TimeoutException)
        {
            return -1;
        }
    }

    /// <summary>Goes where there is what it needs, and where its data is.</summary>
    [Fragment]
    public static async Task<long> Travel(int width)
    {
        var sum = OnGpu(width);
        await Durable.MoveNear("ledger");
        sum ^= NearLedger(width);
        await Durable.Delay(TimeSpan.FromMilliseconds(5));
        return sum ^ OnGpu(width + 1);
    }

    [Fragment]
    public static async Task<long> Seldom(int width)
    {
        await Durable.Delay(TimeSpan.FromMilliseconds(5));
        return await Rare(width) ^ width;
    }

    /// <summary>Each build gives another result: what it is called, and what it has put into the account and taken out again.</summary>
    [Fragment]
    public static async Task<string> Build(string id, string account, int rounds)
    {
        var sum = 0L;
        for (var i = 1; i <= rounds; i++)
        {
            sum += await Give(id, account, i);
            await Durable.Delay(TimeSpan.FromMilliseconds(100));
            sum = Mixed(sum, (int)await Give(id, account, -i));
        }

        return Built(sum, FormerBuild.ThisName);
    }

    /// <summary>What <see cref="Build"/> gives in a build of this name.</summary>
    public static string Built(int rounds, string build)
    {
        var sum = 0L;
        for (var i = 1; i <= rounds; i++)
            sum = Mixed(sum + i, -i);
        return Built(sum, build);
    }

    [Fragment(Needs = Capability.Gpu)]
    static long OnGpu(int width)
    {
        var sum = 5L;
        for (var i = 0; i < width; i++)
            sum = MixedWith("gpu", sum, i);
        return sum;
    }

    [Fragment(Needs = Capability.Sve | Capability.Gpu)]
    static async Task<long> Rare(int width)
    {
        var sum = 7L;
        for (var i = 0; i < width; i++)
            sum = MixedWith("cpu:sve", sum, i);
        await Durable.Delay(TimeSpan.FromMilliseconds(20));
        return MixedWith("cpu:sve", sum, width);
    }

    /// <summary>A wish: it may run anywhere.</summary>
    [Fragment(Near = "ledger")]
    static long NearLedger(int width)
    {
        var sum = 3L;
        for (var i = 0; i < width; i++)
            sum = Mixed(sum, i);
        return sum;
    }

    [Step(Retries = 100, RetryDelay = 50)]
    static Task<long> Take(string id, string account, long amount) => Outside.MoveAsync(Durable.IdempotencyKey, id, account, -amount);

    [Step(Retries = 100, RetryDelay = 50)]
    static Task<long> Give(string id, string account, long amount) => Outside.MoveAsync(Durable.IdempotencyKey, id, account, amount);

    static string Built(long sum, string build) => $"{build}: {sum}";

    /// <summary>What needs a capability is computed nowhere else.</summary>
    static long MixedWith(string offer, long check, int i)
    {
        if (World.Current is { Running: { } machine } world && !machine.Offers.Contains(offer))
            world.Fail($"{machine.Name} computes what needs {offer}.");
        return Mixed(check, i);
    }

    static long Mixed(long check, int i)
    {
        World.Current?.Running?.Use(TimeSpan.FromMicroseconds(200));
        return (check * 6364136223846793005) + i + 1442695040888963407;
    }
}
