using Weave;

namespace Corpus.Extensions;

/// <summary>Extension methods: a twin is no extension method, so a call like a member has to become one with the receiver as an argument.</summary>
public static partial class Numbers
{
    [Fragment]
    public static int Plus(this int self, int other)
    {
        for (var turn = 0; turn < 1; turn++)
            Log.Add($"{self} plus {other}");
        return self + other;
    }

    [Fragment]
    public static int Weigh(this Weight self, int times, int offset = 1)
    {
        var sum = offset;
        for (var i = 0; i < times; i++)
            sum += self.Grams;
        return sum;
    }

    [Fragment]
    public static string Describe(this string? self)
    {
        for (var turn = 0; turn < 1; turn++)
            Log.Add("describes");
        return self ?? "nobody";
    }

    [Fragment]
    public static int Total(this (int Left, int Right) pair, params int[] more)
    {
        var sum = pair.Left + pair.Right;
        foreach (var one in more)
            sum += Stop.Int(one);
        return sum;
    }

    [Fragment]
    public static async Task<int> LaterAsync(this int self, int by)
    {
        await Durable.Checkpoint();
        return self + by;
    }

    /// <summary>Trap: the extension that calls itself like a member has one argument fewer than parameters; the receiver is the first new value.</summary>
    [Fragment]
    [Case(6, 1)]
    [Case(0, 5)]
    public static int Countdown(this int self, int sum) => self == 0 ? sum : (self - 1).Countdown(sum + self);

    /// <summary>Trap: the static form in tail position is a jump to the start, with the receiver as the first parameter.</summary>
    [Fragment]
    [Case(6, 1)]
    public static int Fall(this int self, int sum) => self == 0 ? sum : Numbers.Fall(self - 1, sum + self);

    /// <summary>Trap: recursion that is not in tail position, through the reduced form.</summary>
    [Fragment]
    [Case(7)]
    public static int Fib(this int n) => n < 2 ? n : (n - 1).Fib() + (n - 2).Fib();
}

public struct Weight
{
    public int Grams;
}

public sealed class Crate
{
    public Weight Weight;

    public string? Label;

    public int Plus(int other) => 1000 + other;
}

public static partial class Members
{
    [Fragment]
    public static int Plus(this Crate crate, long other)
    {
        for (var turn = 0; turn < 1; turn++)
            Log.Add($"crate plus {other}");
        return (int)other;
    }
}

public static partial class Uses
{
    /// <summary>Trap: the receiver is a value that is read before the argument assigns the variable.</summary>
    [Fragment]
    [Case(3)]
    public static int ReceiverReadFirst(int x) => x.Plus(x = Stop.Int(50)) + x;

    /// <summary>Trap: a struct in a field is a place to a member, but an argument to an extension: it is copied before the other argument changes the field.</summary>
    [Fragment]
    [Case(3)]
    public static int StructInField(int x)
    {
        var crate = new Crate { Weight = new Weight { Grams = x } };
        return crate.Weight.Weigh(Stop.Int(crate.Weight.Grams = 2)) * 100 + crate.Weight.Grams;
    }

    /// <summary>Trap: a null receiver is legal, and reaches the body.</summary>
    [Fragment]
    [Case(null)]
    [Case("somebody")]
    public static string NullReceiver(string? name) => Stop.Text(">").Describe() + name.Describe();

    /// <summary>Trap: named arguments in another order, the receiver among them: effects in the order of the text.</summary>
    [Fragment]
    [Case(2)]
    public static int StaticFormNamed(int x) => Numbers.Weigh(offset: Stop.Int(7), times: Stop.Int(x), self: Heavy(Stop.Int(5)));

    static Weight Heavy(int grams) => new() { Grams = Log.Say(grams) };

    /// <summary>Trap: the reduced form with a named argument and a default left out.</summary>
    [Fragment]
    [Case(2)]
    public static int ReducedNamed(int x) => new Weight { Grams = 3 }.Weigh(times: Stop.Int(x)) + new Weight { Grams = 4 }.Weigh(offset: 0, times: 1);

    /// <summary>Trap: an instance method of the same name wins where it applies; the fragment is called only where it does not.</summary>
    [Fragment]
    [Case(2)]
    public static int InstanceMethodWins(int x)
    {
        var crate = new Crate();
        return crate.Plus(x) + crate.Plus((long)Stop.Int(x));
    }

    /// <summary>Trap: a chain: each receiver is a cut, and what comes before it must be done before.</summary>
    [Fragment]
    [Case(1)]
    public static int Chain(int x) => x.Plus(Stop.Int(10)).Plus(Log.Say(100)).Plus(Stop.Int(1000)) + x;

    /// <summary>Trap: a tuple receiver with names, expanded params with cuts among them.</summary>
    [Fragment]
    [Case(1)]
    public static int TupleAndParams(int x) => (x, Right: x + 1).Total() + (Left: 1, 2).Total(x, Stop.Int(4), x++) + (0, x).Total([5, 6]);

    /// <summary>Trap: awaited extension in the reduced form.</summary>
    [Fragment]
    [Case(4)]
    public static async Task<int> Awaited(int x)
    {
        var first = await x.LaterAsync(Stop.Int(1));
        return first + await first.LaterAsync(await 10.LaterAsync(x));
    }

    /// <summary>Trap: an extension as method group is a plain delegate: it runs to its end.</summary>
    [Fragment]
    [Case(3)]
    public static int MethodGroup(int x)
    {
        Func<string> describe = "me".Describe;
        var sum = new[] { 1, 2 }.Select(Numbers.Fib).Sum() + describe().Length;
        return sum + Stop.Int(x);
    }

    /// <summary>Trap: parentheses around the receiver and a receiver of two meanings (a type and a property of that name).</summary>
    [Fragment]
    [Case(3)]
    public static int Parenthesized(int x) => ((x + 1)).Plus((Stop.Int(2))) + (nameof(Numbers.Plus).Length).Plus(x);
}
