using Weave;

namespace Corpus.ForEachAwaits;

/// <summary>An await foreach: each step waits, and so does the end, however the loop is left.</summary>
public static partial class Sample
{
    /// <summary>An enumerator that can be saved: it is made of plain fields, and waits inside.</summary>
    public sealed class Ticks(string name, int count) : IAsyncDisposable
    {
        int at;

        public string Current
        {
            get
            {
                Log.Add($"current {name}{at}");
                return name + at;
            }
        }

        public Ticks GetAsyncEnumerator()
        {
            Log.Add($"begin {name}");
            return this;
        }

        public async ValueTask<bool> MoveNextAsync()
        {
            await Task.Yield();
            Log.Add($"move {name}");
            return ++at <= count;
        }

        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            Log.Add($"disposed {name}");
        }
    }

    // Trap: break, continue, return and exceptions leave through an end that waits.
    [Fragment, Case(0), Case(1), Case(2), Case(3)]
    public static async Task<string> Left(int how)
    {
        var text = "";
        await foreach (var tick in new Ticks("t", 3))
        {
            text += tick;
            if (tick != "t2")
                continue;
            if (how == 1)
                break;
            if (how == 2)
                return text + await Stop.IntAsync(7);
            if (how == 3)
                throw new InvalidOperationException(text);
            Stop.Void("end of turn");
        }
        return text + "end";
    }

    // Trap: one in the other, and cuts of every kind inside.
    [Fragment, Case(2)]
    public static async Task<int> Nested(int n)
    {
        var sum = 0;
        await foreach (var a in new Ticks("a", n))
        {
            await foreach (var b in new Ticks("b" + a, n))
            {
                for (var i = 0; i < n; i++)
                    sum = sum * 3 + a.Length + b.Length;
                sum += await Stop.IntAsync(Last(sum));
            }
        }
        return sum;

        static int Last(int s) => s % 10;
    }

    // Trap: the sequence's expression holds a cut; deconstruction; the iteration's variables are fresh.
    [Fragment, Case(2)]
    public static async Task<string> Deconstructed(int n)
    {
        var text = "";
        await foreach (var (key, value) in new Pairs(await Stop.IntAsync(n)))
        {
            Func<string> f = () => key + value;
            text += f();
        }
        return text;
    }

    /// <summary>Not disposable, and nothing waits.</summary>
    public sealed class Pairs(int count)
    {
        int at;

        public (string Key, int Value) Current => ("k" + at, at * at);

        public Pairs GetAsyncEnumerator(CancellationToken cancel = default) => this;

        public Task<bool> MoveNextAsync() => Task.FromResult(++at <= count);
    }

    // Trap: a step that throws, an end that throws in the place of the body's exception, a catch around.
    [Fragment, Case(0), Case(1), Case(2)]
    public static async Task<string> Throwing(int how)
    {
        var text = "";
        try
        {
            await foreach (var item in new Bad(how))
            {
                text += item;
                if (how == 2)
                    Stop.Throw("body");
            }
        }
        catch (InvalidOperationException e)
        {
            text += e.Message;
        }
        finally
        {
            Log.Add("finally");
        }
        return text;
    }

    public sealed class Bad(int how)
    {
        int at;

        public int Current => at;

        public Bad GetAsyncEnumerator() => this;

        public async Task<bool> MoveNextAsync()
        {
            await Task.Yield();
            return ++at == 2 && how == 0 ? throw new InvalidOperationException("step") : at < 4;
        }

        public Task DisposeAsync() => throw new InvalidOperationException("end");
    }

    // Trap: a null sequence fails before anything waits.
    [Fragment, Case(0)]
    public static async Task<int> Null(int x)
    {
        Ticks? none = await Stop.IntAsync(x) == 0 ? null : new("n", 1);
        await foreach (var tick in none!)
            x += tick.Length;
        return x;
    }

    // Trap: what ConfigureAwait wraps is a struct of another library: steps and end are configured awaits; nothing can be saved inside, so nothing is there to stop at.
    [Fragment, Case(2)]
    public static async Task<int> Configured(int n)
    {
        var sum = await Stop.IntAsync(1);
        foreach (var item in await Gathered(n))
            sum += Stop.Int(item);
        return sum;
    }

    static async Task<List<int>> Gathered(int n)
    {
        var all = new List<int>();
        await foreach (var item in Numbers(n).ConfigureAwait(false))
            all.Add(item);
        return all;
    }

    static async IAsyncEnumerable<int> Numbers(int n)
    {
        for (var i = 0; i < n; i++)
        {
            await Task.Yield();
            yield return Log.Say(i);
        }
    }

    // Trap: continue goes to the next step, and passes the end of nothing; break of an inner loop or switch stays inside.
    [Fragment, Case(4)]
    public static async Task<string> Skipping(int n)
    {
        var text = "";
        await foreach (var tick in new Ticks("s", n))
        {
            switch (tick)
            {
                case "s1":
                    text += Stop.Text("one");
                    break;
                case "s2":
                    continue;
                case "s3":
                    while (true)
                    {
                        text += Stop.Text("in");
                        break;
                    }
                    goto default;
                default:
                    text += Stop.Text("other");
                    break;
            }
            text += ";";
        }
        return text;
    }

    // Trap: a goto out of the loop waits for its end; one out of two loops for both, inner first.
    [Fragment, Case(2)]
    public static async Task<string> Gone(int n)
    {
        var text = "";
        await foreach (var a in new Ticks("a", n))
        {
            await foreach (var b in new Ticks("b", n))
            {
                text += a + b;
                if (b == "b2" && a == "a1")
                    goto Next;
                if (a == "a2")
                    goto Out;
            }
        Next:
            text += Stop.Text("next");
        }
        text += "never";
    Out:
        return text + Stop.Text("out");
    }

    // Trap: a return of a value with a cut out of two loops and a finally block that waits too.
    [Fragment, Case(0), Case(1)]
    public static async Task<int> ReturnedThroughAll(int how)
    {
        try
        {
            await foreach (var a in new Ticks("a", 2))
            {
                try
                {
                    await foreach (var b in new Ticks("b", 2))
                    {
                        if (how == 0)
                            return await Stop.IntAsync(a.Length) + b.Length;
                        Log.Add(Stop.Throw("inside"));
                    }
                }
                finally
                {
                    Log.Add(await Stop.IntAsync(5));
                }
            }
        }
        catch (InvalidOperationException e) when (e.Message == "inside")
        {
            await Stop.VoidAsync(e.Message);
            return 7;
        }
        finally
        {
            Stop.Void("last");
        }
        return 0;
    }

    // Trap: in a finally block and in a catch clause: the loop's end goes before what goes on.
    [Fragment, Case(0), Case(1)]
    public static async Task<string> InHandlers(int how)
    {
        var text = "";
        try
        {
            if (how == 0)
                Stop.Throw("first");
            text += "tried";
        }
        catch (InvalidOperationException e)
        {
            await foreach (var tick in new Ticks("c", 2))
                text += tick + e.Message;
        }
        finally
        {
            await foreach (var tick in new Ticks("f", 2))
            {
                if (tick == "f2")
                    break;
                text += tick;
            }
        }
        return text;
    }

    // Trap: nothing but the loop itself waits in the finally block.
    [Fragment, Case(3)]
    public static async Task<int> OnlyInFinally(int n)
    {
        try
        {
            n += Stop.Int(1);
        }
        finally
        {
            await foreach (var tick in new Ticks("f", 1))
                n += tick.Length;
        }
        return n;
    }

    /// <summary>A struct that steps by itself: it lives in the frame, and its steps must change that one.</summary>
    public struct Countdown(int from)
    {
        int at = from + 1;

        public readonly int Current => at;

        public readonly Countdown GetAsyncEnumerator() => this;

        public ValueTask<bool> MoveNextAsync()
        {
            at--;
            Log.Add($"at {at}");
            return new(at > 0);
        }

        public readonly ValueTask DisposeAsync()
        {
            Log.Add($"end at {at}");
            return default;
        }
    }

    // Trap: a struct enumerator that changes itself, with nothing that really waits.
    [Fragment, Case(3)]
    public static async Task<int> Structs(int n)
    {
        var sum = 0;
        await foreach (var i in new Countdown(n))
        {
            if (i == 1)
                break;
            sum = sum * 10 + await Stop.IntAsync(i);
        }
        return sum;
    }

    /// <summary>Implements its end explicitly: it is called through the interface.</summary>
    public sealed class Hidden(int count) : IAsyncDisposable
    {
        int at;

        public int Current => at;

        public Hidden GetAsyncEnumerator(string name = "hidden", params int[] more)
        {
            Log.Add(name + more.Length);
            return this;
        }

        public async Task<bool> MoveNextAsync(int by = 1)
        {
            await Task.Yield();
            at += by;
            return at <= count;
        }

        async ValueTask IAsyncDisposable.DisposeAsync()
        {
            await Task.Yield();
            Log.Add($"hidden end {at}");
        }
    }

    // Trap: optional parameters of the pattern's methods, an explicit end, an iteration type that is converted to.
    [Fragment, Case(2)]
    public static async Task<double> Converted(int n)
    {
        var sum = 0.0;
        await foreach (double item in new Hidden(n))
            sum += item / 2 + Stop.Int(1);
        return sum;
    }

    /// <summary>Not sealed, not disposable; a heir is.</summary>
    public class Steps
    {
        int at;

        public int Current => at;

        public Task<bool> MoveNextAsync() => Task.FromResult(++at < 3);
    }

    public sealed class DisposableSteps : Steps, IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Log.Add("nobody asks for this");
            return default;
        }
    }

    public sealed class Stairs
    {
        public Steps GetAsyncEnumerator() => new DisposableSteps();
    }

    // Trap: C# asks the static type whether there is an end: that of a heir is not waited for.
    [Fragment, Case(1)]
    public static async Task<int> NotAsked(int x)
    {
        await foreach (var step in new Stairs())
            x += Stop.Int(step);
        return x;
    }

    /// <summary>Gives no enumerator at all.</summary>
    public sealed class Empty
    {
        public Ticks GetAsyncEnumerator() => null!;
    }

    // Trap: an enumerator that is null fails at its first step, and has no end.
    [Fragment, Case(1)]
    public static async Task<string> NullEnumerator(int x)
    {
        try
        {
            await foreach (var tick in new Empty())
                x += tick.Length;
        }
        catch (NullReferenceException)
        {
            return await Stop.IntAsync(x) + " null";
        }
        return "";
    }

    // Trap: GetAsyncEnumerator is an extension method; the sequence is a tuple.
    [Fragment, Case(2)]
    public static async Task<string> Extended(int n)
    {
        var text = "";
        await foreach (var tick in (n, "x"))
            text += tick + Stop.Int(n);
        return text;
    }

    // Trap: a nullable sequence: C# takes its value, and fails where there is none.
    [Fragment, Case(0), Case(1)]
    public static async Task<int> NullableSequence(int how)
    {
        Countdown? down = how == 0 ? new Countdown(2) : null;
        var sum = Stop.Int(1);
        await foreach (var item in down)
            sum = sum * 10 + Stop.Int(item);
        return sum;
    }

    // Trap: a variable of the iteration that a closure keeps is a new one each time.
    [Fragment, Case(3)]
    public static async Task<string> Kept(int n)
    {
        var text = "";
        await foreach (var tick in new Ticks("k", n))
        {
            Func<string> get = () => tick + text.Length;
            text += get();
            Stop.Void(text);
        }
        return text;
    }

    // Trap: the body throws, and so does the end: the end's exception is the one that leaves; what runs around sees that one.
    [Fragment, Case(1), Case(2)]
    public static async Task<string> EndThrows(int how)
    {
        try
        {
            await foreach (var item in new Bad(1))
            {
                if (item == how)
                    throw new ArgumentException(Stop.Text("body"));
            }
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            return e.GetType().Name + e.Message + Stop.Int(1);
        }
        return "none";
    }

    // Trap: deconstruction into several variables with discards and nesting, used after cuts.
    [Fragment, Case(2)]
    public static async Task<int> Nested2(int n)
    {
        var sum = 0;
        await foreach (var (_, (first, second)) in new Pairs2(n))
            sum += first * 10 + Stop.Int(second) + first;
        return sum;
    }

    public sealed class Pairs2(int count)
    {
        int at;

        public (int, (int, int)) Current => (at, (at * 2, at * 3));

        public Pairs2 GetAsyncEnumerator() => this;

        public ValueTask<bool> MoveNextAsync() => new(++at <= count);
    }

    // Trap: an await foreach in a loop whose continue and break go past it; a synchronous foreach inside keeps its own end.
    [Fragment, Case(2)]
    public static async Task<string> Between(int n)
    {
        var text = "";
        for (var i = 0; i < n; i++)
        {
            await foreach (var tick in new Ticks("t" + i, n))
            {
                foreach (var c in new List<char>(tick))
                {
                    if (c == 't')
                        continue;
                    text += c;
                    Stop.Void("inner");
                    if (c == '1')
                        break;
                }
            }
            if (i == 0)
                continue;
            text += "!";
        }
        return text;
    }

    // Trap: an await using inside and around; a condition of an if with an await foreach without braces.
    [Fragment, Case(true), Case(false)]
    public static async Task<string> Bare(bool go)
    {
        await using var outer = new Ticks("outer", 0);
        var text = "";
        if (go)
            await foreach (var tick in new Ticks("bare", 2))
                await using (var inner = new Ticks(tick, 0))
                    text += tick;
        else
            text = Stop.Text("not");
        return text;
    }

    /// <summary>A generic sequence of the user's own.</summary>
    public sealed class Repeat<T>(T value, int times)
    {
        public Walker GetAsyncEnumerator(CancellationToken cancel = default) => new(this);

        public sealed class Walker(Repeat<T> over) : IAsyncDisposable
        {
            int at;

            public T Current => over.Value;

            public async ValueTask<bool> MoveNextAsync()
            {
                await Task.Yield();
                return ++at <= over.Times;
            }

            public ValueTask DisposeAsync()
            {
                Log.Add($"left {at}");
                return default;
            }
        }

        T Value => value;

        int Times => times;
    }

    // Trap: a generic sequence in a generic function.
    [Fragment]
    public static async Task<List<T>> Twice<T>(T value)
    {
        var all = new List<T>();
        await foreach (var item in new Repeat<T>(value, 2))
        {
            all.Add(item);
            Stop.Void("added");
        }
        return all;
    }

    // Trap: the same, constructed twice.
    [Fragment, Case(5)]
    public static async Task<string> Constructed(int x) => string.Join(",", await Twice(x)) + string.Join(",", await Twice($"t{x}"));
}

public static class Extensions
{
    public static Sample.Ticks GetAsyncEnumerator(this (int Count, string Name) pair) => new(pair.Name, pair.Count);
}
