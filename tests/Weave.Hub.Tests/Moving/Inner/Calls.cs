using System.Collections.Immutable;

namespace Weave.Cluster.Tests.Moving.Inner;

/// <summary>Functions that call functions, whose inner frames are moved about.</summary>
public static partial class Calls
{
    /// <summary>Has state of its own while its callee wanders.</summary>
    [Fragment]
    public static async Task<string> Outer(string tale, int more)
    {
        var mine = new List<long> { 1, 2, 3 };
        var got = await Middle(tale, more, ImmutableList.Create("x", "y"));
        mine.Add(got);
        return string.Join(',', mine);
    }

    [Fragment]
    public static async Task<long> Middle(string tale, int more, ImmutableList<string> names)
    {
        var local = new Dictionary<string, int> { ["a"] = names.Count };
        var got = await Journeys.Wander(tale, more);
        local["b"] = (int)(got % 100);
        return got + local["a"] + local["b"];
    }

    /// <summary>What it gives its callee it uses afterwards.</summary>
    [Fragment]
    public static async Task<int> Sharing(string tale)
    {
        var basket = new List<long>();
        await Fill(tale, basket);
        return basket.Count;
    }

    [Fragment]
    public static async Task Fill(string tale, List<long> items)
    {
        for (var i = 0; !Journeys.Of(tale).Enough; i++)
            Journeys.Of(tale).At(i);
        await Durable.Checkpoint();
        items.Add(1);
        items.Add(2);
    }

    /// <summary>Shares with its callee, which calls one that shares nothing.</summary>
    [Fragment]
    public static async Task<long> SharingOnce(string tale)
    {
        var basket = new List<long>();
        await FillFar(tale, basket);
        return basket[0];
    }

    [Fragment]
    public static async Task FillFar(string tale, List<long> items) => items.Add(await Middle(tale, 10, []));

    /// <summary>Catches what its callee throws, in order.</summary>
    [Fragment]
    public static async Task<string> Careful(string tale)
    {
        var order = new List<string>();
        try
        {
            try
            {
                await Failing(tale);
                order.Add("not reached");
            }
            finally
            {
                order.Add("finally");
            }
        }
        catch (InvalidOperationException e) when (e.InnerException is FormatException)
        {
            order.Add($"{e.Message} {e.Data["why"]} {e.InnerException.Message}");
        }

        return string.Join('|', order);
    }

    [Fragment]
    public static async Task<int> Failing(string tale)
    {
        var steps = await Journeys.Wander(tale, 10);
        throw new InvalidOperationException($"after {steps}", new FormatException("inner")) { Data = { ["why"] = "because" } };
    }

    /// <summary>Calls itself.</summary>
    [Fragment]
    public static long Descend(string tale, int depth)
    {
        if (depth == 0)
            return Deepest(tale);
        var below = Descend(tale, depth - 1);
        return (below * 3) + depth;
    }

    [Fragment]
    public static long Deepest(string tale)
    {
        for (var i = 0; !Journeys.Of(tale).Enough; i++)
            Journeys.Of(tale).At(i);
        return 1;
    }

    /// <summary>Nothing but a cancellation ends it; both sides clean up.</summary>
    [Fragment]
    public static async Task<string> Cancellable(string tale)
    {
        var said = await Journeys.Cancellable(tale);
        await Durable.Checkpoint();
        for (var i = 0; i < 1000; i++)
            Journeys.Of(tale).Plain(i);
        return said + " by the callee";
    }

    /// <summary>The callee ends by itself: a cancellation may come too late for it.</summary>
    [Fragment]
    public static async Task<string> Thrown(string tale)
    {
        try
        {
            await Forever(tale);
            return "not reached";
        }
        catch (OperationCanceledException)
        {
            await Journeys.Errand(tale, 1);
            return "caught by the caller";
        }
    }

    [Fragment]
    public static async Task Forever(string tale)
    {
        await Durable.Checkpoint();
        for (var i = 0; ; i = (i + 1) & 0xFFFF)
            Journeys.Of(tale).At(i);
    }

    /// <summary>Effects in the callee, then one of the caller.</summary>
    [Fragment]
    public static async Task<long> Errands(string tale, int count)
    {
        var sum = await Lingering(tale, count);
        return sum + await Journeys.Errand(tale, 200);
    }

    /// <summary>Has effects, and goes on until it is enough: it cannot be over before it has moved.</summary>
    [Fragment]
    public static async Task<long> Lingering(string tale, int count)
    {
        long sum = 0;
        for (var i = 0; i < count; i += 10)
            sum = (sum * 31) + await Journeys.Errand(tale, i);
        for (var i = 0; !Journeys.Of(tale).Enough; i = (i + 1) & 0xFFFF)
            Journeys.Of(tale).At(i);
        return sum;
    }

    /// <summary>Waits for events on both sides.</summary>
    [Fragment]
    public static async Task<string> Listening(string tale)
    {
        var heard = await Hearing(tale);
        var third = await Durable.Event<string>("word");
        return heard + third + await Durable.Event<string>("last");
    }

    [Fragment]
    public static async Task<string> Hearing(string tale)
    {
        Journeys.Of(tale).At(0);
        var one = await Durable.Event<string>("word");
        Journeys.Of(tale).At(1);
        var two = await Durable.Event<string>("word");
        return one + two;
    }

    /// <summary>The callee fails until it is mended.</summary>
    [Fragment]
    public static async Task<long> Mended(string tale)
    {
        var mine = new List<long> { await Journeys.Wander(tale, 10) };
        mine.Add(await Fragile(tale));
        return mine[0] + mine[1];
    }

    [Fragment]
    public static async Task<long> Fragile(string tale)
    {
        Journeys.Of(tale + "-callee").At(0);
        await Durable.Event<int>("go on");
        for (var i = 0; i < 10; i++)
            Journeys.Of(tale).Plain(i);
        return Journeys.Of(tale + "-mended").Enough ? 5 : throw new InvalidOperationException("not mended");
    }

    /// <summary>The callee sleeps.</summary>
    [Fragment]
    public static async Task<int> Sleeping(string tale, TimeSpan delay) => 1 + await Journeys.Sleep(tale, delay);
}
