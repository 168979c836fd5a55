using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Weave;

namespace Corpus.Signatures;

public enum Level : short
{
    Low = -3,
    High = 7,
}

/// <summary>Default values, names and overloads: what a caller leaves out has to mean the same to the twin and to the entry.</summary>
public static partial class Shapes
{
    const int Fragments_ = 4;
    const string Text = "a\"\\\n\u2028\0b";

    /// <summary>Trap: every kind of default value, some with names that mean nothing beside an entry.</summary>
    [Fragment]
    public static string Defaults(
        int number = Fragments_ + 1, Level level = Level.Low, Level? maybe = Level.High, decimal money = -1.50m, char letter = '\'', string text = Text,
        double nan = double.NaN, float infinite = float.NegativeInfinity, long least = long.MinValue, ulong most = ulong.MaxValue, byte small = 255, bool truth = true,
        DateTime day = default, string? nothing = null, int? some = 3, nint native = -5, Guid id = new())
    {
        var result = "";
        for (var i = 0; i < 2; i++)
            result += string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number} {level} {maybe} {money} {letter} {text} {nan} {infinite} {least} {most} {small} {truth} {day.Ticks} {nothing} {some} {native} {id};");
        return result;
    }

    /// <summary>Trap: the twin is called with the same arguments left out.</summary>
    [Fragment]
    [Case(1)]
    public static string LeftOut(int x) => Defaults() + Defaults(level: Level.High, number: Stop.Int(x)) + Defaults(text: Stop.Text("t"), maybe: null);

    [Fragment]
    public static int Over(int x)
    {
        for (var i = 0; i < 1; i++)
            Log.Add("over int");
        return x;
    }

    [Fragment]
    public static int Over(string x)
    {
        for (var i = 0; i < 1; i++)
            Log.Add("over string");
        return x.Length;
    }

    public static int Over(object x) => 1000;

    [Fragment]
    public static int Over_1(int x)
    {
        for (var i = 0; i < 1; i++)
            Log.Add("over one");
        return x * 2;
    }

    [Fragment]
    public static int Over_2(int x)
    {
        for (var i = 0; i < 1; i++)
            Log.Add("over two");
        return x * 3;
    }

    /// <summary>Trap: numbered names of overloads meet methods that bear such names; the plain overload must not be taken for a twin's.</summary>
    [Fragment]
    [Case(2)]
    public static int Overloads(int x) => Over(x) + Over("abc") + Over_1(x) + Over_2(x) + Over((object)x) + Stop.Int(1);

    /// <summary>Trap: keywords as names of the method and its parameters.</summary>
    [Fragment]
    [Case(1, 2)]
    public static int @event(int @class, int @this)
    {
        for (var @for = 0; @for < 2; @for++)
            @class += @this;
        return @class;
    }

    /// <summary>Trap: names beyond ASCII, and one written with an escape.</summary>
    [Fragment]
    [Case(3)]
    public static int Gr\u00f6\u00dfe(int häufig)
    {
        var Größe = 1;
        while (häufig-- > 0)
            Größe *= Shapes.@event(2, häufig);
        return Größe;
    }

    [Fragment]
    [Case(2)]
    public static int CallsOddNames(int x) => @event(@this: Stop.Int(x), @class: 1) + Größe(x);

    /// <summary>Trap: parameters that bear the names of a frame's own parts and of generated locals.</summary>
    [Fragment]
    [Case(1, 2, 3, 4, 5, 6)]
    public static int Cut(int self, int ctx, int frame, int at, int Info, int writer)
    {
        for (var i = 0; i < 2; i++)
            self += Stop.Int(ctx + frame + at + Info + writer);
        return self;
    }

    /// <summary>Trap: nullable value types and named tuples in parameters and result, with a null and without.</summary>
    [Fragment]
    [Case(null)]
    [Case(3)]
    public static (int? First, (string Name, Level Level)[] Others) Tuples(int? x)
    {
        (int? value, string text) pair = (x, "t");
        for (var i = 0; i < 2; i++)
            pair = (pair.value + i, pair.text + Stop.Int(i));
        return (pair.value, [(pair.text, Level.High)]);
    }

    /// <summary>Trap: attributes that change how a method is compiled or called.</summary>
    [Fragment]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [Obsolete("use another")]
    [return: NotNull]
    [Case("x")]
    public static string Attributed([DisallowNull] string? x)
    {
        for (var i = 0; i < 2; i++)
            x += Stop.Int(i);
        return x!;
    }

    [Fragment]
    [DoesNotReturn]
    static void Fail(string why)
    {
        for (var i = 0; i < 1; i++)
            Log.Add("fails");
        throw new NotSupportedException(why);
    }

    /// <summary>Trap: what is certain after a call that never returns, the compiler sees by an attribute alone; a capture does return from it.</summary>
    [Fragment]
    [Case(null)]
    [Case("abc")]
    public static int NeverReturns(string? x)
    {
        if (x is null)
            Fail("none");
        return x.Length + Stop.Int(1);
    }

#pragma warning disable CS0618
    [Fragment]
    [Case(1)]
    public static string CallsObsolete(int x) => Attributed(Stop.Text("a" + x)) + x;
#pragma warning restore CS0618

    [Fragment]
    static int Sum(string name, params int[] values)
    {
        var sum = name.Length;
        for (var i = 0; i < values.Length; i++)
            sum += Stop.Int(values[i]);
        return sum;
    }

    /// <summary>Trap: params in expanded, normal and empty form; each expanded element in order.</summary>
    [Fragment]
    [Case(1)]
    public static int ParamsArray(int x) => Sum("a") + Sum("b", Stop.Int(x), x++, Stop.Int(x)) + Sum(values: [x, 2], name: Stop.Text("c")) + Sum("d", [4]);

    [Fragment]
    static async ValueTask<int> Soon(int x)
    {
        for (var i = 0; i < 2; i++)
            x += i;
        await Durable.Checkpoint();
        return x;
    }

    [Fragment]
    static async ValueTask Mark(string what)
    {
        await Task.Yield();
        Log.Add(what);
    }

    /// <summary>Trap: ValueTask in every position of an await; its twin gives the value itself.</summary>
    [Fragment]
    [Case(3)]
    public static async Task<int> ValueTasks(int x)
    {
        await Mark("start");
        var y = await Soon(x) + await Soon(await Soon(1)).ConfigureAwait(false);
        await Mark($"end {y}");
        return y;
    }

    /// <summary>Trap: a ValueTask method as the outermost function.</summary>
    [Fragment]
    [Case(3)]
    public static async ValueTask<string> OuterValueTask(int x)
    {
        var y = await Soon(x);
        return y + " " + await Stop.IntAsync(y);
    }

    private static partial int Defined(int x, int by = 3);

    [Fragment]
    private static partial int Defined(int x, int by)
    {
        for (var i = 0; i < by; i++)
            x++;
        return x;
    }

    [Fragment]
    internal static partial int Marked(int x = 40);

    internal static partial int Marked(int x)
    {
        while (x % 3 != 0)
            x++;
        return x;
    }

    /// <summary>Trap: partial methods: the default value stands in one part, the mark and the body in the other, or the mark with the default.</summary>
    [Fragment]
    [Case(1)]
    public static int Partials(int x) => Defined(x) + Defined(by: Stop.Int(1), x: 2) + Marked() + Marked(x);
}

/// <summary>Trap: a record's own members and a positional property; the copy constructor must not see the frame.</summary>
public partial record Account(string Name, int Balance)
{
    public static IEnumerable<object?[]> Accounts() => [[new Account("a", 3)], [new Savings("s", 5, 2)]];

    [Fragment]
    [Cases(nameof(Accounts))]
    public Account Grow()
    {
        var account = this;
        for (var i = 0; i < 3; i++)
            account = account with { Balance = account.Balance + Log.Say(i) };
        return account;
    }
}

public partial record Savings(string Name, int Balance, int Rate) : Account(Name, Balance)
{
    /// <summary>Trap: a method that hides one of the base: both have twins, each call means its own.</summary>
    [Fragment]
    [Cases(nameof(Accounts2))]
    public new Account Grow()
    {
        var account = base.Grow();
        for (var i = 0; i < Rate; i++)
        {
            var more = Stop.Int(100);
            account = account with { Balance = account.Balance + more };
        }
        var other = ((Account)this).Grow();
        return other with { Name = account.ToString() };
    }

    public static IEnumerable<object?[]> Accounts2() => [[new Savings("s", 5, 2)]];
}

public readonly partial record struct Point(int X, int Y)
{
    public static IEnumerable<object?[]> Points() => [[new Point(1, 2)]];

    /// <summary>Trap: <c>this</c> of a readonly struct is a value: the frame has a copy.</summary>
    [Fragment]
    [Cases(nameof(Points))]
    public int Walk()
    {
        var sum = 0;
        for (var i = X; i < 4; i++)
            sum += Stop.Int(Y) + new Point(i, i).Length();
        return sum;
    }

    [Fragment]
    public int Length()
    {
        for (var i = 0; i < 1; i++)
            Log.Add(this);
        return X * X + Y * Y;
    }

    [Fragment]
    [Case(3)]
    public static int Statically(int x) => new Point(x, Stop.Int(x)).Length();
}

public partial struct Counter
{
    public int Value;

    public static IEnumerable<object?[]> Counters() => [[new Counter { Value = 2 }]];

    public int Increment() => ++Value;

    /// <summary>Trap: a readonly method of a mutable struct; a call of a mutating one on <c>this</c> works on a copy.</summary>
    [Fragment]
    [Cases(nameof(Counters))]
    public readonly int Peek()
    {
        var sum = 0;
        for (var i = 0; i < 3; i++)
#pragma warning disable CS8656
            sum += Increment() + Stop.Int(Value);
#pragma warning restore CS8656
        return sum;
    }

    [Fragment]
    public static Counter Make(int x)
    {
        for (var i = 0; i < 1; i++)
            Log.Add("makes");
        return new() { Value = x };
    }

    [Fragment]
    public readonly int Watch(CounterHolder holder)
    {
        for (var i = 0; i < 2; i++)
            holder.Counter.Value += 10 * Stop.Int(1);
        return Value;
    }
}

public sealed partial class CounterHolder
{
    public Counter Counter;

    public readonly Counter Fixed = new() { Value = 7 };

    /// <summary>Trap: the struct is a field that the method itself changes: its <c>this</c> is that very place, so the call stays plain; a copy in a local is not.</summary>
    [Fragment]
    [Case(1)]
    public static int SharedPlace(int x)
    {
        var holder = new CounterHolder { Counter = new() { Value = x } };
        var local = holder.Counter;
        var direct = holder.Counter.Watch(holder);
        return direct * 1000 + local.Watch(holder) + holder.Fixed.Peek() + Counter.Make(Stop.Int(3)).Peek();
    }
}

public partial interface IShop
{
    /// <summary>Trap: members of an interface are public unless they say otherwise: hidden parts of a twin must say it.</summary>
    [Fragment]
    [Case(3)]
    static int Trade(int x)
    {
        for (var i = 0; i < x; i++)
            x -= Haggle(i);
        return x;
    }

    [Fragment]
    private static int Haggle(int x) => x > 1 ? Stop.Int(x) - 1 : 0;

    [Fragment]
    [Case(3)]
    internal static async Task<int> TradeLater(int x) => await Stop.IntAsync(x) + Trade(x);
}

/// <summary>Types that can be named only inside others: their twins are registered from there.</summary>
public partial class Outer
{
    private partial class Inner
    {
        [Fragment]
        internal static int Run(int x)
        {
            for (var i = 0; i < 2; i++)
                x += Innermost.Deep(x);
            return x;
        }

        private partial struct Innermost
        {
            [Fragment]
            [Case(1)]
            internal static int Deep(int x) => x + Stop.Int(1);
        }
    }

    protected partial class Guarded
    {
        int count;

        public static IEnumerable<object?[]> All() => [[new Guarded(), 2]];

        [Fragment]
        [Cases(nameof(All))]
        protected internal int Guard(int x)
        {
            while (x-- > 0)
                count += Stop.Int(x);
            return count;
        }
    }

    /// <summary>Trap: a private nested type's function on the stack when the frames are loaded by another process's registries.</summary>
    [Fragment]
    [Case(4)]
    public static int Through(int x) => Inner.Run(x) + new Guarded().Guard(2);
}

/// <summary>Trap: parameters of a primary constructor look like parameters and are fields: calls change them.</summary>
public sealed partial class Primary(int limit, string name)
{
    public static IEnumerable<object?[]> All() => [[new Primary(5, "p")]];

    int Shrink() => limit--;

    [Fragment]
    int Change(int by)
    {
        for (var i = 0; i < 1; i++)
            limit += by;
        return by;
    }

    /// <summary>Trap: the bound of a counted loop is changed by a one-line method.</summary>
    [Fragment]
    [Cases(nameof(All))]
    public int BoundChanges()
    {
        var sum = 0;
        for (var i = 0; i < limit; i++)
            sum += Shrink();
        return sum * 100 + limit;
    }

    /// <summary>Trap: the captured parameter is read before the call that changes it.</summary>
    [Fragment]
    [Cases(nameof(All))]
    public string ReadBeforeChange()
    {
        return limit + Pass(limit, Change(10), limit) + name + limit;
    }

    static int Pass(int a, int b, int c) => a * 10_000 + b * 100 + c;
}

/// <summary>Trap: a static overload takes the instance first: the entries of both would be the same method.</summary>
public sealed partial class Doubled(int weight)
{
    public static IEnumerable<object?[]> All() => [[new Doubled(3), 4]];

    [Fragment]
    public static int Times(Doubled self, int by)
    {
        var sum = 0;
        for (var i = 0; i < by; i++)
            sum += Stop.Int(i) + self.Times(i);
        return sum;
    }

    [Fragment]
    public int Times(int by) => Stop.Int(weight) * by;

    [Fragment]
    [Cases(nameof(All))]
    public int Both(int by) => Times(by) * 1000 + Times(this, by + 1);
}

public partial class Measures
{
    partial interface IMeasure<T>
    {
        static abstract bool Less(T a, T b);
    }

    readonly struct Ints : IMeasure<int>
    {
        public static bool Less(int a, int b) => a < b;
    }

    /// <summary>Trap: a constraint that is private in the method's own type: neither its entry nor what registers it may be seen from further away.</summary>
    [Fragment]
    static T Best<T, TMeasure>(T[] all)
        where TMeasure : IMeasure<T>
    {
        var best = all[0];
        for (var i = 1; i < all.Length; i++)
        {
            if (TMeasure.Less(all[i], best))
                best = all[i];
        }
        return best;
    }

    [Fragment]
    [Case(4)]
    public static int Smallest(int x) => Best<int, Ints>([Stop.Int(x), x - 1, x + 1]);
}
