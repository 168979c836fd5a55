using Weave;

namespace Corpus.AwaitUsings;

public sealed class Resource(string name, bool late = false) : IAsyncDisposable
{
    readonly bool late = late;

    public string Name { get; } = name;

    public async ValueTask DisposeAsync()
    {
        Log.Add("begin " + Name);
        if (late)
            await Task.Yield();
        Log.Add("end " + Name);
    }
}

public sealed class Plain : IDisposable
{
    public string Name => "plain";

    public void Dispose() => Log.Add("plain end");
}

/// <summary>No interface: C# finds the method by its name.</summary>
public sealed class ByPattern
{
    public Task DisposeAsync(int times = 2)
    {
        Log.Add("pattern " + times);
        return Task.CompletedTask;
    }
}

public sealed class Explicit : IAsyncDisposable
{
    ValueTask IAsyncDisposable.DisposeAsync()
    {
        Log.Add("explicit");
        return default;
    }
}

/// <summary>Both: which one does C# take?</summary>
public sealed class Both : IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        Log.Add("public one");
        return default;
    }

    ValueTask IAsyncDisposable.DisposeAsync()
    {
        Log.Add("interface one");
        return default;
    }
}

public struct Value : IAsyncDisposable
{
    public int Count;

    public ValueTask DisposeAsync()
    {
        Log.Add("value " + ++Count);
        return default;
    }
}

public static partial class Sample
{
    // Trap: the end of the resource waits, in a finally block; exception or not.
    [Fragment, Case(false), Case(true)]
    public static async Task<string> Statement(bool fail)
    {
        var text = "";
        try
        {
            await using (var r = new Resource("r"))
            {
                text += await Stop.IntAsync(1) + r.Name;
                if (fail)
                    throw new InvalidOperationException("inside");
            }
            text += " after";
        }
        catch (InvalidOperationException e)
        {
            text += e.Message;
        }
        return text;
    }

    // Trap: a declaration, left by return: the value is fixed before the resource ends.
    [Fragment, Case(1), Case(2)]
    public static async Task<int> Declaration(int x)
    {
        await using var r = new Resource("r", late: true);
        if (x == 1)
            return x;
        x += await Stop.IntAsync(x);
        return x + r.Name.Length;
    }

    // Trap: two of them, ended in reverse, with jumps out of a loop.
    [Fragment, Case(3)]
    public static async Task<string> InLoop(int n)
    {
        var text = "";
        for (var i = 0; i < n; i++)
        {
            await using Resource a = new("a" + i), b = new("b" + i);
            if (i == 1)
                continue;
            text += await Stop.IntAsync(i) + a.Name + b.Name;
            if (i == 2)
                break;
        }
        return text;
    }

    // Trap: null needs no end; the form without a variable.
    [Fragment, Case(true), Case(false)]
    public static async Task<int> NullAndExpression(bool some)
    {
        await using (some ? new Resource("some") : null)
            await Stop.VoidAsync("in");
        return 1;
    }

    // Trap: the method by its name, with a default argument.
    [Fragment, Case(0)]
    public static async Task<int> Pattern(int x)
    {
        await using var p = new ByPattern();
        return x + await Stop.IntAsync(2);
    }

    // Trap: the interface's method where there is no other; where there are two, the one that C# takes.
    [Fragment, Case(0)]
    public static async Task<int> Interface(int x)
    {
        await using (var e = new Explicit())
            x += await Stop.IntAsync(1);
        await using (var b = new Both())
            x += await Stop.IntAsync(2);
        return x;
    }

    // Trap: ConfigureAwait wraps the resource in a struct that cannot travel: its end is the only cut.
    [Fragment, Case(2)]
    public static async Task<int> Configured(int x)
    {
        var r = new Resource("r");
        await using (r.ConfigureAwait(false))
        {
            x += r.Name.Length;
        }
        return x + await Stop.IntAsync(1);
    }

    // Trap: a resource of a value type ends where it stands.
    [Fragment, Case(0)]
    public static async Task<int> ValueType(int x)
    {
        await using (var v = new Value { Count = 4 })
            x += v.Count + await Stop.IntAsync(1);
        return x;
    }

    // Trap: a plain resource inside an awaited one, and the other way round.
    [Fragment, Case(0)]
    public static async Task<string> Mixed(int x)
    {
        await using var outer = new Resource("outer");
        using (var plain = new Plain())
        {
            await using var inner = new Resource("inner", late: true);
            x += await Stop.IntAsync(1);
            return outer.Name + plain.Name + inner.Name + x;
        }
    }
}
