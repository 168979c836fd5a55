namespace Weave.Cluster.Tests.Placement;

/// <summary>Functions that say where they want to run.</summary>
public static partial class Places
{
    [Fragment]
    public static async Task<int> Outer(int n)
    {
        await Durable.Delay(TimeSpan.FromMilliseconds(5));
        var doubled = OnGpu(n);
        await Durable.Delay(TimeSpan.FromMilliseconds(5));
        return doubled + 1;
    }

    /// <summary>Has no cut of its own: it is the entry that counts.</summary>
    [Fragment(Needs = Capability.Gpu)]
    public static int OnGpu(int n) => n * 2;

    [Fragment(Needs = Capability.Gpu | Capability.Sve)]
    public static async Task<int> Rare(int n)
    {
        await Durable.Delay(TimeSpan.FromMilliseconds(5));
        return n;
    }

    [Fragment]
    public static async Task<int> ByTheData(int n)
    {
        await Durable.MoveNear("orders");
        return n + 1;
    }

    [Fragment]
    public static async Task<int> Wishes(int n)
    {
        var found = Wish(n);
        await Durable.Delay(TimeSpan.FromMilliseconds(1));
        return found;
    }

    [Fragment(Near = "orders")]
    public static int Wish(int n) => n * 3;

    [Fragment(Needs = Capability.Gpu)]
    public static int Deep(int n) => n <= 1 ? 1 : Deep(n - 1) + n;
}
