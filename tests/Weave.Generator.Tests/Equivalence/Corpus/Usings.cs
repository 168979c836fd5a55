using Weave;

namespace Corpus.Usings;

/// <summary>A resource that can travel.</summary>
public class Resource(string name) : IDisposable
{
    public string Name { get; } = name;

    public bool Gone { get; private set; }

    public static Resource Make(string name)
    {
        Log.Add("make " + name);
        return new(name);
    }

    public void Dispose()
    {
        Log.Add("dispose " + Name);
        Gone = true;
    }
}

/// <summary>Two methods of one name: using takes the interface's.</summary>
public sealed class Hidden(string name) : IDisposable
{
    readonly string name = name;

    public void Dispose() => Log.Add("wrong dispose " + name);

    void IDisposable.Dispose() => Log.Add("explicit dispose " + name);
}

public struct Counter : IDisposable
{
    public int Count;

    public int Up() => ++Count;

    public void Dispose() => Log.Add("disposed at " + ++Count);
}

public ref struct OnStack
{
    public int Value;

    public void Dispose() => Log.Add("ref dispose " + Value);
}

public static partial class Sample
{
    // Trap: the resource is live at each cut, and disposed of once, by exception or not.
    [Fragment, Case(false), Case(true)]
    public static string Statement(bool fail)
    {
        var text = "";
        try
        {
            using (var r = Resource.Make("r"))
            {
                text += Stop.Text(r.Name);
                Stop.Fail(1, false, fail);
                text += r.Gone;
            }
            text += " after";
        }
        catch (ArgumentException e)
        {
            text += e.Message;
        }
        return text;
    }

    // Trap: a declaration's region is the rest of its block; the value to return is computed before it is disposed of.
    [Fragment, Case(1), Case(2)]
    public static string Declaration(int x)
    {
        Stop.Void("before");
        using var r = Resource.Make("r");
        if (x == 1)
            return "left " + r.Gone;
        var text = Stop.Text("text ");
        return text + r.Name + r.Gone;
    }

    // Trap: several in one block are disposed of in reverse, and one that fails does not keep the others.
    [Fragment, Case(1), Case(2)]
    public static string Several(int x)
    {
        try
        {
            using var a = Resource.Make("a");
            Stop.Void("between");
            using Resource b = Resource.Make("b"), c = Resource.Make("c" + Stop.Int(x));
            if (x == 2)
                throw new InvalidOperationException(a.Name + b.Name + c.Name);
            return a.Name + b.Name + c.Name + Stop.Int(x);
        }
        catch (InvalidOperationException e)
        {
            return "caught " + e.Message;
        }
    }

    // Trap: null is a resource that needs no end.
    [Fragment, Case(null), Case("some")]
    public static string Null(string? name)
    {
        using (var r = name is null ? null : Resource.Make(name))
            return Stop.Text("in ") + (r?.Name ?? "nothing");
    }

    // Trap: the form without a variable; the expression has a cut.
    [Fragment, Case(0)]
    public static int Expression(int x)
    {
        using (Resource.Make("e" + Stop.Int(x)))
        {
            x += Stop.Int(1);
        }
        return x;
    }

    // Trap: the interface's method, not the public one of the same name.
    [Fragment, Case(0)]
    public static int Explicit(int x)
    {
        using var h = new Hidden("h");
        return Stop.Int(x) + 1;
    }

    // Trap: a resource of a value type is disposed of where it stands, not a copy.
    [Fragment, Case(0)]
    public static int ValueType(int x)
    {
        using (var c = new Counter { Count = 5 })
        {
            x += c.Up();
            x += Stop.Int(c.Up());
            x += c.Count;
        }
        return x;
    }

    // Trap: a nullable value type, with and without a value.
    [Fragment, Case(true), Case(false)]
    public static int NullableValue(bool some)
    {
        Counter? counter = some ? new Counter { Count = 1 } : null;
        using (counter)
        {
            return Stop.Int(3) + 1;
        }
    }

    // Trap: break and continue out of the region, and a declaration that is made anew each time round.
    [Fragment, Case(4)]
    public static string InLoop(int n)
    {
        var text = "";
        for (var i = 0; i < n; i++)
        {
            using var r = Resource.Make("r" + i);
            if (i == 1)
                continue;
            if (i == 3)
                break;
            text += Stop.Text(r.Name);
        }
        return text;
    }

    // Trap: the variable is assigned by a cut, and the resource that the cut failed to make is not disposed of.
    [Fragment, Case(true), Case(false)]
    public static async Task<string> MadeByCut(bool fail)
    {
        try
        {
            using var r = await MakeAsync("m", fail);
            await Stop.VoidAsync("use");
            return r.Name;
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }

    [Fragment]
    static async Task<Resource> MakeAsync(string name, bool fail)
    {
        await Durable.Checkpoint();
        return fail ? throw new InvalidOperationException("not made") : Resource.Make(name);
    }

    // Trap: a resource that cannot travel keeps its own scope in one piece; what stands around it can stop.
    [Fragment, Case(3)]
    public static string Pinned(int n)
    {
        var text = "";
        for (var i = 0; i < n; i++)
        {
            using (var reader = new System.IO.StringReader("line" + i))
            {
                for (var j = 0; j < 2; j++)
                    text += reader.Read();
                text += reader.ReadLine();
            }
            text += Stop.Int(i);
        }
        using var last = new System.IO.StringReader("last");
        return text + last.ReadLine();
    }

    // Trap: a ref struct is disposed of by its own method; nothing stops while it lives.
    [Fragment, Case(2)]
    public static int RefStruct(int x)
    {
        for (var i = 0; i < 2; i++)
        {
            using var s = new OnStack { Value = x };
            for (var j = 0; j < 3; j++)
                x += s.Value;
        }
        return Stop.Int(x) + 1;
    }

    // Trap: using in using in try with finally; the order of ends.
    [Fragment, Case(true), Case(false)]
    public static string Nested(bool fail)
    {
        try
        {
            using (var a = Resource.Make("a"))
            using (var b = Resource.Make("b" + a.Name))
            {
                Stop.Fail(1, fail, false);
                return a.Name + b.Name + Stop.Int(2);
            }
        }
        catch (InvalidOperationException)
        {
            return "failed";
        }
        finally
        {
            Log.Add("finally");
        }
    }

    // Trap: a lambda captures the resource; a local function stands in the declaration's scope.
    [Fragment, Case(0)]
    public static string CapturedResource(int x)
    {
        x += Stop.Int(1);
        using var r = Resource.Make("r");
        string Text() => r.Name + x;
        x += Stop.Int(2);
        return Text() + Stop.Int(3);
    }

    // Trap: the Dispose of an exception on its way throws too: the last one wins.
    [Fragment, Case(0)]
    public static string DisposeThrows(int x)
    {
        try
        {
            using var r = new Failing();
            x = Stop.Int(x);
            throw new InvalidOperationException("body" + x);
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }

    sealed class Failing : IDisposable
    {
        public void Dispose() => throw new FormatException("dispose");
    }

    // Trap: a pattern variable and an out variable in the resource's expression are in scope of the body.
    [Fragment, Case("7"), Case("x")]
    public static string Variables(string text)
    {
        using (var r = int.TryParse(text, out var n) ? Resource.Make("n" + n) : null)
        {
            n += Stop.Int(n);
            return (r?.Name ?? "none") + n;
        }
    }
}
