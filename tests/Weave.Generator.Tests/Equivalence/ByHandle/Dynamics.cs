using Weave;

namespace ByHandle.Dynamics;

/// <summary>Calls that are bound at run time, with cuts among their arguments: receiver and arguments are evaluated in order, the binder sees what it would have seen.</summary>
public static partial class Sample
{
    public sealed class Target
    {
        public int Sum;

        public object? Any { get; set; }

        public string Call(int x) => Log.Say("int" + x);

        public string Call(long x) => Log.Say("long" + x);

        public string Call(object x) => Log.Say("object" + x);

        public string Two(byte b, long l) => $"byte {b} long {l}";

        public string Two(object b, object l) => $"object {b} object {l}";

        public int this[int i]
        {
            get => Log.Say(i + Sum);
            set => Sum += i * value;
        }

        public void Ref(ref int x, int by) => x += by;
    }

    static string Kind(int x, object y) => "int " + y;

    static string Kind(string x, object y) => "string " + y;

    static dynamic Make(string name)
    {
        Log.Add(name);
        return new Target();
    }

    // Trap: the receiver is evaluated before the arguments; what a call gives keeps its static type.
    [Fragment, Case(3)]
    public static string Called(int x)
    {
        var d = Make("d");
        string text = d.Call(Stop.Int(x)) + d.Call(Stop.Long(x)) + d.Call((object)Stop.Int(x));
        text += Make("e").Call(Log.Say(1) + Stop.Int(x));
        return text + d.Sum;
    }

    // Trap: a constant converts to byte, a variable of its value does not: the binder must still see a constant.
    [Fragment, Case(3)]
    public static string Constants(int x)
    {
        var d = Make("d");
        string text = d.Two(1, Stop.Int(x));
        text += d.Two(x, Stop.Int(x));
        return text + d.Two((byte)x, Stop.Int(2));
    }

    // Trap: the variable is replaced by an argument: the old object is called.
    [Fragment, Case(3)]
    public static string Replaced(int x)
    {
        var d = Make("old");
        d.Sum = 5;
        string text = d.Call(Stop.Int((d = Make("new")).Sum + x));
        return text + d.Sum;
    }

    // Trap: a static method and one of this type, chosen by the run-time type of an argument.
    [Fragment, Case(0), Case(1)]
    public static string Chosen(int x)
    {
        dynamic d = x == 0 ? "text" : x;
        return Kind(d, Stop.Int(x)) + Sample.Kind(d, Stop.Text("s")) + Held(d, Stop.Int(1));
    }

    static string Held(object a, int b) => a + "held" + b;

    // Trap: members, elements and delegates as targets and values.
    [Fragment, Case(2)]
    public static string Places(int x)
    {
        var d = Make("d");
        d.Any = Stop.Text("any");
        d[x] = Stop.Int(10);
        d[Stop.Int(1)] = x;
        d.Sum = d[Stop.Int(0)] + Stop.Int(1);
        dynamic f = (Func<int, int, int>)((a, b) => a * b);
        int product = f(x, Stop.Int(7));
        return $"{d.Any} {d.Sum} {product} {d.Sum + Stop.Int(1)}";
    }

    // Trap: an argument by reference beside a cut; a receiver of a known type with a dynamic argument.
    [Fragment, Case(2)]
    public static int ByReference(int x)
    {
        dynamic by = 4;
        var target = new Target { Sum = 1 };
        target.Ref(ref x, by + Stop.Int(1));
        Make("d").Ref(ref x, Stop.Int(5));
        return x + target.Sum;
    }

    // Trap: an exception of the binder comes after the arguments.
    [Fragment, Case(1)]
    public static string Missing(int x)
    {
        try
        {
            return Make("d").Nowhere(Stop.Int(x));
        }
        catch (Microsoft.CSharp.RuntimeBinder.RuntimeBinderException e)
        {
            return e.GetType().Name + Stop.Int(2);
        }
    }

    // Trap: conditions that are known at run time.
    [Fragment, Case(2)]
    public static int Conditions(int x)
    {
        dynamic d = x > 1;
        if (d)
            x += Stop.Int(1);
        while (d)
        {
            x += Stop.Int(1);
            d = x < 5;
        }
        return !d ? Stop.Int(x) : 0;
    }

    // Trap: a parameter, a result, and a list of such values; null.
    [Fragment, Case(2), Case("text"), Case(null)]
    public static dynamic? Given(dynamic? d)
    {
        var list = new List<dynamic?> { d, Stop.Int(1) };
        foreach (var item in list)
            Log.Add(item);
        dynamic? none = null;
        Stop.Void("none");
        return none ?? (d is null ? list[1] : list[0]);
    }

    // Trap: an overload for what the value turns out to be must not be taken where the compiler took this one.
    public static string Overloaded(int x) => "never";

    [Fragment, Case(2)]
    public static string Overloaded(dynamic x, int n = 3)
    {
        for (var i = 0; i < n; i++)
            x = x + Stop.Int(i);
        return $"{x}";
    }

    [Fragment, Case(2)]
    public static string OverloadedCall(int x) => Overloaded((object)x, 2) + Stop.Int(1);

    // Trap: awaited arguments and results.
    [Fragment, Case(1)]
    public static async Task<string> Awaited(int x)
    {
        var d = Make("d");
        return d.Call(await Stop.IntAsync(x)) + await Text((string)d.Call(await Stop.IntAsync(2)));
    }

    static async Task<string> Text(string text)
    {
        await Task.Yield();
        return text + "!";
    }
}
