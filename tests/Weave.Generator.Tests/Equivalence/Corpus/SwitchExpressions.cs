using Weave;

namespace Corpus.SwitchExpressions;

public abstract record Shape;

public sealed record Circle(int Radius) : Shape;

public sealed record Box(int Width, int Height) : Shape;

public sealed record Group(Shape First, Shape Second) : Shape;

public static partial class Sample
{
    // Trap: arms with cuts and without; the default arm's value must not stand for the others.
    [Fragment, Case(1), Case(2), Case(3)]
    public static int Arms(int x)
    {
        var y = x switch
        {
            1 => Stop.Int(10),
            2 => 20,
            _ => Stop.Int(30) + Stop.Int(1),
        };
        return y + Stop.Int(1000);
    }

    // Trap: in return position each arm is a return of its own.
    [Fragment, Case(1), Case(2), Case(3)]
    public static int Returned(int x) => x switch
    {
        1 => Stop.Int(10),
        2 => throw new InvalidOperationException(Stop.Text("two")),
        _ => x * Stop.Int(3),
    };

    // Trap: operands before the expression are evaluated before it, those behind it after.
    [Fragment, Case(1), Case(2)]
    public static int Between(int x) =>
        Log.Say(1) + Log.Say(x) switch { 1 => Stop.Int(10), _ => Log.Say(7) * Stop.Int(2) } + Log.Say(x++) + x;

    // Trap: nothing matches: the exception is C#'s own, with the value.
    [Fragment, Case(1), Case(2), Case(3)]
    public static int Unmatched(int x)
    {
#pragma warning disable CS8509
        return Stop.Int(x) + x switch { 1 => Stop.Int(1), 2 => 2 };
#pragma warning restore CS8509
    }

    // Trap: nothing matches, with a string (whose constructor would be the one with a message) and a tuple.
    [Fragment, Case("a", 1), Case("b", 1), Case("c", 2), Case(null, 2)]
    public static string UnmatchedKinds(string? s, int n)
    {
#pragma warning disable CS8509, CS8524
        try
        {
            return s switch { "a" => Stop.Text("A"), "b" => Stop.Text("B") } + n;
        }
        catch (Exception e)
        {
            Log.Add(e.GetType() + e.Message);
        }
        try
        {
            return (s, n) switch { ("c", 1) => Stop.Text("C") };
        }
        catch (Exception e)
        {
            Log.Add(e.Message);
        }
        return ((Color)n) switch { Color.Red => Stop.Text("r"), Color.Blue => Stop.Text("b") };
#pragma warning restore CS8509, CS8524
    }

    enum Color
    {
        Red = 1,
        Blue = 3,
    }

    // Trap: no natural type: each arm is converted to the target's type.
    [Fragment, Case(1), Case(2), Case(3)]
    public static string TargetTyped(int x)
    {
        object o = x switch { 1 => Stop.Int(1), 2 => "two", _ => 3.5 };
        long? n = x switch { 1 => Stop.Int(5), 2 => null, _ => 7L };
        Stop.Void("between");
        return $"{o} {o.GetType()} {n} {n.HasValue}";
    }

    // Trap: a best common type that converts the arms: an int becomes a double before it is boxed, or is it not?
    [Fragment, Case(1), Case(2)]
    public static string Converted(int x)
    {
        object natural = x switch { 1 => Stop.Int(1), _ => 2.5 };
        var widened = x switch { 1 => Stop.Int(1), _ => 2L };
        IComparable target = x switch { 1 => Stop.Int(1), _ => 2L };
        return natural.GetType().Name + widened.GetType().Name + target.GetType().Name;
    }

    // Trap: patterns bind variables that the arms use after a cut.
    [Fragment, Cases(nameof(Shapes))]
    public static int Area(Shape shape) => shape switch
    {
        Circle { Radius: 0 } => 0,
        Circle c => Stop.Int(3) * c.Radius * c.Radius,
        Box(var w, var h) when w == h => Stop.Int(w) * w,
        Box b => Stop.Int(b.Width) * b.Height,
        Group(var a, var b) => Area(a) + Area(b),
        _ => throw new ArgumentException(),
    };

    public static IEnumerable<object?[]> Shapes() =>
    [
        [new Circle(2)], [new Circle(0)], [new Box(3, 3)], [new Box(3, 4)], [new Group(new Circle(1), new Group(new Box(1, 2), new Box(2, 2)))],
    ];

    // Trap: guards with cuts: each pattern is tested once, in order, and none again on resume.
    [Fragment, Case(1), Case(5), Case(15), Case(25), Case(-3)]
    public static string Guards(int x) => Log.Say(x) switch
    {
        < 0 => "negative",
        var n when Stop.Bool(n > 20) => "big " + n,
        1 => Stop.Text("one"),
        var n when Log.Say(n) > 10 && Stop.Bool(n < 20) => Stop.Text("teen") + n,
        _ => "small",
    };

    // Trap: a guard with a cut whose arm has none; the value is asked for by the exception.
    [Fragment, Case(1), Case(2), Case(3)]
    public static int GuardOnly(int x)
    {
#pragma warning disable CS8846
        var y = (x + 1) switch
#pragma warning restore CS8846
        {
            2 when Stop.Bool(true) => 20,
            3 when Stop.Bool(false) => 30,
            3 => 31,
            var z when Stop.Int(z) == 5 => z,
        };
        return y;
    }

    // Trap: nested switch expressions, in an arm and in the governing expression.
    [Fragment, Case(1, 1), Case(1, 2), Case(2, 1), Case(2, 2)]
    public static int Nested(int a, int b) => (a switch { 1 => Stop.Int(b), _ => b + 5 }) switch
    {
        1 => b switch { 1 => Stop.Int(11), _ => 12 },
        2 => a switch { 1 => 21, _ => Stop.Int(22) },
        var n => n * Stop.Int(2),
    };

    // Trap: as an argument among others, one of them by reference.
    [Fragment, Case(1), Case(2)]
    public static int Argument(int x)
    {
        var log = 0;
        return Sum(Log.Say(x), x switch { 1 => Stop.Int(2), _ => 3 }, ref log, Stop.Int(log)) + log;
    }

    static int Sum(int a, int b, ref int log, int c)
    {
        log = a + b + c;
        return log;
    }

    // Trap: in a condition, in an initializer, in an assignment to an element whose index is evaluated first.
    [Fragment, Case(1), Case(2), Case(3)]
    public static int Places(int x)
    {
        var a = new int[4];
        a[Log.Say(x)] = x switch { 1 => Stop.Int(5), _ => 6 };
        if (x switch { 1 => Stop.Bool(true), 2 => false, _ => Stop.Bool(false) })
            a[0]++;
        while (a[0] < x switch { 1 => 3, _ => Stop.Int(2) })
            a[0]++;
        return a[0] * 100 + a[x];
    }

    // Trap: an arm declares a variable of its own; two arms use one name for different types.
    [Fragment, Case("5"), Case("x"), Case("")]
    public static string ArmVariables(string s) => s switch
    {
        "" => Stop.Text("empty"),
        { Length: var v } when char.IsDigit(s[0]) => int.TryParse(s, out var n) ? Stop.Text("n") + n + v : "",
        var v => Stop.Text(v) + v,
    };

    // Trap: with await, in an async method.
    [Fragment, Case(1), Case(2), Case(3)]
    public static async Task<string> Async(int x)
    {
        var text = x switch
        {
            1 => "a" + await Stop.IntAsync(1),
            2 => (await Stop.IntAsync(2)).ToString(),
            _ => "c",
        };
        return x switch
        {
            1 => text,
            _ when await Stop.IntAsync(x) == 2 => text + "!",
            _ => text + await Stop.IntAsync(9),
        };
    }

    // Trap: statements of one expression: a discard, a delegate chosen by a switch and called.
    [Fragment, Case(1), Case(2)]
    public static int Discarded(int x)
    {
        _ = x switch { 1 => Stop.Int(1), _ => Stop.Int(2) };
        Func<int, int> f = x switch { 1 => static v => v + 1, _ => static v => v * 2 };
        x = f(x);
        return x + Stop.Int(1);
    }

    // Trap: a tuple of two with cuts in both, matched by position, with names and a discard.
    [Fragment, Case(1, 1), Case(1, 2), Case(2, 1), Case(3, 3)]
    public static string Tuples(int a, int b) => (Stop.Int(a), Stop.Int(b)) switch
    {
        (1, 1) => Stop.Text("ones"),
        (1, _) => "one",
        (var p, var q) when p > q => Stop.Text("down") + p + q,
        var (p, q) => p + Stop.Text("same") + q,
    };

    // Trap: a struct that a pattern copies is another value than the variable.
    [Fragment, Case(1), Case(2)]
    public static int Copies(int x)
    {
        var point = (X: x, Y: 2);
        var y = point switch
        {
            (1, _) p => Add(ref point) + Stop.Int(p.X),
            var p => Stop.Int(p.X + p.Y) + Add(ref point) + p.X,
        };
        return y * 100 + point.X;
    }

    static int Add(ref (int X, int Y) point) => point.X += 10;

    // Trap: inside a lambda nothing is taken apart; around it all is.
    [Fragment, Case(3)]
    public static int AroundLambda(int n)
    {
        var all = Enumerable.Range(0, n).Select(static i => i switch { 0 => 5, 1 => 6, _ => i }).ToArray();
        return all.Length switch { 3 => Stop.Int(all[1]), _ => 0 } + all.Sum(v => v switch { 5 => 1, _ => v });
    }

    // Trap: a loop's body that is a switch expression; its pattern variable is a new one in each turn, and captured.
    [Fragment, Case(3)]
    public static int InLoop(int n)
    {
        var sum = 0;
        for (var i = 0; i < n; i++)
        {
            sum += i switch
            {
                0 => Stop.Int(100),
                var k => new[] { 1, 2 }.Select(v => v + k).Sum() * Stop.Int(1),
            };
        }
        return sum;
    }
}
