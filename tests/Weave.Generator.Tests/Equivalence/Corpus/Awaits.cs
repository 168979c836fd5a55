using Weave;

namespace Corpus.Awaits;

public static partial class Sample
{
    [Fragment, Case(3)]
    public static async Task<int> Calls(int x)
    {
        var a = await Stop.IntAsync(x);
        await Stop.VoidAsync("v");
        var b = await Stop.IntAsync(a + 1) + await Stop.IntAsync(a) * x;
        return a + b + Stop.Int(await Stop.IntAsync(1));
    }

    // Trap: a task that is complete already: no wait, and no capture.
    [Fragment, Case(3)]
    public static async Task<int> Completed(int x)
    {
        var a = await Task.FromResult(x);
        await Task.CompletedTask;
        var b = await new ValueTask<int>(x + 1);
        Stop.Void("between");
        return a + b + await Task.FromResult(a).ConfigureAwait(false);
    }

    // Trap: a task that is not: the strand parks on it.
    [Fragment, Case(3)]
    public static async Task<string> Foreign(int x)
    {
        await Task.Yield();
        var a = await Later(x);
        await Task.Delay(1);
        var b = await LaterValue(x + 1).ConfigureAwait(false);
        await Task.Run(() => { }).ConfigureAwait(false);
        Stop.Void("between");
        var c = await Task.Run(() => a + b);
        var d = await Later(5) + await Later(6);
        return $"{a} {b} {c} {d}";
    }

    static async Task<int> Later(int x)
    {
        await Task.Delay(1);
        return x;
    }

    static async ValueTask<int> LaterValue(int x)
    {
        await Task.Delay(1);
        return x;
    }

    // Trap: exceptions of awaited tasks, at once and later; the first of an aggregate.
    [Fragment, Case(1), Case(2), Case(3), Case(4)]
    public static async Task<string> Failing(int how)
    {
        Stop.Void("first");
        try
        {
            if (how == 1)
                await Task.FromException(new InvalidOperationException("at once"));
            if (how == 2)
                await Fails("later");
            if (how == 3)
                await Task.WhenAll(Fails("either"), Fails("either")); // which fails first is up to the scheduler
            if (how == 4)
                await Task.FromCanceled(new CancellationToken(true));
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException e)
        {
            return e.GetType().Name;
        }
        return "none";
    }

    static async Task Fails(string message)
    {
        await Task.Delay(1);
        throw new InvalidOperationException(message);
    }

    // Trap: blocking on a task gives an AggregateException, awaiting it does not; both are kept.
    [Fragment, Case(1), Case(2)]
    public static async Task<int> Aggregate(int how)
    {
        Stop.Void("first");
        if (how == 1)
            Task.WhenAll(Task.FromException(new InvalidOperationException("x")), Task.FromException(new InvalidOperationException("y"))).Wait();
        else
            await Fails("z");
        return 1;
    }

    // Trap: an async fragment that throws before its first await, or after.
    [Fragment, Case(true, false), Case(false, true)]
    public static async Task<string> AsyncThrows(bool early, bool late)
    {
        try
        {
            return "got " + await FailAsync(early, late);
        }
        catch (Exception e)
        {
            return e.GetType().Name + e.Message;
        }
        finally
        {
            Log.Add("finally");
        }
    }

    [Fragment]
    static async Task<int> FailAsync(bool early, bool late)
    {
        if (early)
            throw new InvalidOperationException("early");
        await Task.Yield();
        await Durable.Delay(TimeSpan.FromMilliseconds(1));
        if (late)
            throw new ArgumentException("late");
        return 1;
    }

    // Trap: awaits in every position.
    [Fragment, Case(2)]
    public static async Task<int> Positions(int n)
    {
        var sum = 0;
        if (await Stop.IntAsync(n) > 1)
            sum++;
        for (var i = 0; i < n; i++)
            sum += await Stop.IntAsync(i);
        foreach (var x in new[] { await Stop.IntAsync(7), 8 })
            sum += x;
        while (await Stop.IntAsync(n--) > 0)
            sum += 10;
        sum += n < 5 ? await Stop.IntAsync(100) : 0;
        var flag = sum > 0 && await Stop.IntAsync(1) == 1;
        return flag ? sum : await Stop.IntAsync(-1);
    }

    [Fragment, Case(0)]
    public static async Task Void(int x)
    {
        await Stop.VoidAsync("a");
        for (var i = 0; i < 2; i++)
            await Durable.Checkpoint();
        Log.Add("end");
    }

    // Trap: tail calls of async functions.
    [Fragment, Case(3)]
    public static async Task<int> Tail(int n) => n == 0 ? await Stop.IntAsync(7) : await Tail(n - 1);

    [Fragment, Case(3)]
    public static async Task TailVoid(int n)
    {
        if (n > 0)
        {
            Log.Add(n);
            await TailVoid(n - 1);
            return;
        }
        await Stop.VoidAsync("end");
    }

    [Fragment, Case(0), Case(1)]
    public static async Task<int> Waits(int ms)
    {
        var before = ms + 1;
        await Durable.Delay(TimeSpan.FromMilliseconds(ms));
        before++;
        await Durable.Checkpoint();
        return before;
    }

    // Trap: a synchronous fragment called from an async one and its result awaited as a value.
    [Fragment, Case(2)]
    public static async Task<int> Both(int x)
    {
        var sync = Stop.Int(x);
        var a = await Task.FromResult(Stop.Int(sync)) + await Stop.IntAsync(Stop.Int(3));
        return a;
    }

    // Trap: async without any await.
    [Fragment, Case(2)]
    public static async Task<int> NoAwait(int x)
    {
        var sum = 0;
        for (var i = 0; i < x; i++)
            sum += Log.Say(i);
        return sum;
    }

    // Trap: an exception that an async function throws before anything is captured is seen at the await.
    [Fragment, Case(1)]
    public static async Task<string> ThrowAtAwait(int x)
    {
        var text = "";
        try
        {
            var pending = FailPlain(x);
            text += "made ";
            await pending;
        }
        catch (InvalidOperationException e)
        {
            text += e.Message;
        }
        return text + Stop.Text(".");
    }

    static async Task FailPlain(int x)
    {
        await Task.CompletedTask;
        throw new InvalidOperationException("plain " + x);
    }
}
