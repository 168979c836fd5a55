namespace Weave.Cluster.Tests.Membership;

/// <summary>What the clusters of these tests run.</summary>
public static partial class Flows
{
    /// <summary>Waits often: one commit a round.</summary>
    [Fragment]
    public static async Task<int> Rounds(int count, int milliseconds)
    {
        var sum = 0;
        for (var i = 1; i <= count; i++)
        {
            await Durable.Delay(TimeSpan.FromMilliseconds(milliseconds));
            sum += i;
        }

        return sum;
    }

    /// <summary>Computes until somebody opens the gate, checkpoint by checkpoint.</summary>
    [Fragment]
    public static async Task<long> UntilOpen(string gate)
    {
        var turns = 0L;
        while (!Gates.IsOpen(gate))
            turns++;
        await Durable.Checkpoint();
        return Gates.IsOpen(gate) ? 1 : turns;
    }

    /// <summary>Takes events: the result says which, how often and in which order.</summary>
    [Fragment]
    public static async Task<long> Listen(int events)
    {
        var heard = 0L;
        for (var i = 0; i < events; i++)
            heard = Mix(heard, await Durable.Event<int>("news"));
        return heard;
    }

    public static long Mix(long heard, int news) => (heard * 10) + news;
}
