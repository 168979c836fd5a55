using Weave;

namespace Corpus.Steps;

public sealed record Order(string Id, List<int> Items);

public static partial class Sample
{
    static int attempts;

    public static void Reset() => attempts = 0;

    [Step]
    static Task<int> Reserve(Order order, int count)
    {
        Log.Add($"reserve {order.Id} {count}");
        return Task.FromResult(order.Items.Count + count);
    }

    [Step]
    static async Task Notify(string @string, int self = 5, int ctx = 6, int writer = 7)
    {
        await Task.Yield();
        Log.Add($"notify {@string}{self}{ctx}{writer}");
    }

    [Step]
    static void Plain(string text) => Log.Add($"plain {text}");

    [Step]
    static string Text(int x) => $"text {x}";

    [Step]
    static async ValueTask<long> Value(long x)
    {
        await Task.Yield();
        return x * 2;
    }

    [Step]
    static ValueTask Nothing()
    {
        Log.Add("nothing");
        return default;
    }

    [Fragment, Case(2)]
    public static async Task<string> All(int x)
    {
        var order = new Order("o1", [1, 2]);
        var stock = await Reserve(order, x);
        await Notify("a");
        await Notify("b", ctx: 1);
        Plain("sync");
        var text = Text(stock) + Text(x);
        var value = await Value(stock);
        await Nothing();
        return $"{stock} {text} {value}";
    }

    // Trap: an exception of a step is thrown at its await, and can be caught.
    [Fragment, Case(1), Case(2)]
    public static async Task<string> Failing(int how)
    {
        var text = "";
        try
        {
            await Fails(how);
            return "no";
        }
        catch (InvalidOperationException e)
        {
            text = e.Message;
        }
        return Stop.Text(text);
    }

    [Step]
    static async Task<int> Fails(int how)
    {
        if (how == 1)
            throw new InvalidOperationException("step failed");
        await Task.Yield();
        throw new ArgumentException("not caught");
    }

    // Trap: a step that is made again is made again; the plain call is made once. The oracle retries by hand.
    [Fragment, Oracle(nameof(RetriedByHand)), Case(2), Case(3)]
    public static async Task<string> Retried(int failures) => await Flaky(failures);

    [Step(Retries = 2, RetryDelay = 1)]
    static async Task<string> Flaky(int failures)
    {
        Log.Add("attempt");
        await Task.Yield();
        return attempts++ < failures ? throw new InvalidOperationException($"attempt {attempts}") : $"after {attempts}";
    }

    static async Task<string> RetriedByHand(int failures)
    {
        for (var left = 2; ; left--)
        {
            try
            {
                return await Flaky(failures);
            }
            catch (InvalidOperationException) when (left > 0)
            {
            }
        }
    }

    // Trap: steps in loops and branches, their results in expressions.
    [Fragment, Case(3)]
    public static async Task<int> InLoops(int n)
    {
        var sum = 0;
        var order = new Order("o", []);
        for (var i = 0; i < n; i++)
        {
            order.Items.Add(i);
            sum += await Reserve(order, i) * 10 + (i == 1 ? await Reserve(order, -1) : 0);
        }
        return sum;
    }

    // Trap: a step called as a tail call.
    [Fragment, Case(3)]
    public static async Task<int> Tail(int n) => await Reserve(new Order("t", [n]), n);

    [Fragment, Case(3)]
    public static string TailSync(int n) => Text(n);

    // Trap: the idempotency key differs from step to step and is there in a step only.
    [Fragment, Case(0)]
    public static async Task<bool> Keys(int x) => await Key() != await Key();

    [Step]
    static Task<string> Key() => Task.FromResult(Durable.IdempotencyKey);
}

public sealed partial class Warehouse
{
    public int Stock = 10;
    public readonly List<string> Names = [];

    [Step]
    public Task<int> Take(int count)
    {
        Log.Add($"take {count} of {Stock}");
        return Task.FromResult(Stock - count);
    }

    [Fragment, Cases(nameof(Make))]
    public async Task<int> Sell(int count)
    {
        Stock = await Take(count);
        Names.Add($"sold {count}");
        Stock = await Take(1);
        return Stock;
    }

    public static IEnumerable<object?[]> Make() => [[new Warehouse(), 3]];
}
