using Weave;

namespace Corpus.Semantics;

/// <summary>In the manner of compiler test suites: jumps through finally blocks, copies of structs, order of evaluation, definite assignment.</summary>
public static partial class Sample
{
    // Trap: every kind of jump out of a region whose finally block waits: the block first, then the jump.
    [Fragment, Case(0), Case(1), Case(2), Case(3), Case(4), Case(5), Case(6), Case(7)]
    public static string JumpsThroughFinally(int how)
    {
        var text = "";
        var turns = 0;
    Again:
        for (var i = 0; i < 2; i++)
        {
            switch (how)
            {
                case 0:
                    try
                    {
                        text += "a";
                        break;
                    }
                    finally
                    {
                        text += Stop.Text("0");
                    }
                case 1:
                    try
                    {
                        text += "b";
                        goto case 0;
                    }
                    finally
                    {
                        text += Stop.Text("1");
                    }
                case 2:
                    try
                    {
                        text += "c";
                        goto default;
                    }
                    finally
                    {
                        text += Stop.Text("2");
                    }
                case 3:
                    try
                    {
                        continue;
                    }
                    finally
                    {
                        text += Stop.Text("3");
                    }
                case 4:
                    try
                    {
                        try
                        {
                            goto Out;
                        }
                        finally
                        {
                            text += Stop.Text("4");
                        }
                    }
                    finally
                    {
                        text += "outer" + Stop.Int(i);
                    }
                case 5:
                    try
                    {
                        if (turns++ == 0)
                            goto Again;
                        goto case 4;
                    }
                    finally
                    {
                        text += Stop.Text("5");
                    }
                case 6:
                    try
                    {
                        try
                        {
                            return text + Stop.Int(turns);
                        }
                        finally
                        {
                            text += Stop.Text("6");
                            Log.Add(text);
                        }
                    }
                    finally
                    {
                        Stop.Void(text);
                    }
                default:
                    text += "d";
                    break;
            }
            text += ";";
        }
        return text + "end";
    Out:
        return text + "out";
    }

    // Trap: a finally block that throws, or jumps inside itself, in the place of what was under way.
    [Fragment, Case(0), Case(1), Case(2), Case(3)]
    public static string FinallyReplaces(int how)
    {
        var text = "";
        for (var i = 0; i < 3; i++)
        {
            try
            {
                try
                {
                    if (how == 0)
                        throw new InvalidOperationException("first");
                    if (how == 1)
                        return text + "returned";
                    if (how == 2)
                        continue;
                }
                finally
                {
                    for (var j = 0; j < 3; j++)
                    {
                        if (j == 1)
                            continue;
                        text += Stop.Int(j);
                        if (j == 2)
                            break;
                    }
                    if (i == 1 || how < 2)
                        throw new ArgumentException("second" + Stop.Int(i));
                }
                text += "after";
            }
            catch (ArgumentException e)
            {
                text += e.Message + (e.InnerException is null);
            }
        }
        return text;
    }

    public struct Point
    {
        public int X;
        public int Y;

        public int Bump() => ++X;

        public readonly Point With(int x) => this with { X = x };

        public override readonly string ToString() => $"({X},{Y})";
    }

    public sealed class Owner
    {
        public Point At;

        public Point[] All = [new() { X = 1 }, new() { X = 2 }];

        public Point Property { get; set; }

        public readonly Point Fixed = new() { X = 5 };

        public Owner? Next;
    }

    // Trap: structs are copied where C# copies them: out of properties, readonly fields, parameters and foreach variables, before a cut or after it.
    [Fragment, Case(1)]
    public static string Copies(int x)
    {
        var owner = new Owner { At = { X = x, Y = Stop.Int(2) } };
        var copy = owner.At;
        copy.X = Stop.Int(9);
        var sum = owner.At.Bump() + Stop.Int(1) + owner.At.X;
        sum += owner.Property.Bump() + owner.Property.Bump() + Stop.Int(owner.Property.X);
        sum += owner.Fixed.Bump() * 100 + owner.Fixed.X + Stop.Int(owner.Fixed.Bump());
        foreach (var point in owner.All)
        {
            var own = point;
            own.Bump();
            sum += Stop.Int(own.X) + point.X;
        }
        var other = owner.All[0] = owner.All[Stop.Int(1)];
        other.X += Stop.Int(3);
        (owner.At, owner.Property) = (owner.Property, owner.At.With(Stop.Int(7)));
        return $"{owner.At}{owner.Property}{owner.All[0]}{other}{copy}{sum}";
    }

    // Trap: fields of fields of elements: what leads there is evaluated once, in order, and the place is written after the value.
    [Fragment, Case(0)]
    public static string NestedPlaces(int i)
    {
        var owners = new[] { new Owner(), new Owner { Next = new Owner() } };
        owners[i++].At.X += Stop.Int(5) + i;
        owners[i].Next!.All[i].Y = owners[Stop.Int(0)].At.X + (i = 0);
        owners[i].All[^1].X *= Stop.Int(4);
        owners[1].Next = owners[1].Next!.Next ??= owners[Stop.Int(0)];
        return $"{owners[0].At}{owners[1].Next!.All[1]}{ReferenceEquals(owners[1].Next, owners[0])}{i}";
    }

    static int F(string name, int value)
    {
        Log.Add(name);
        return value;
    }

    // Trap: a long expression of everything: each operand once, left to right, with C#'s precedence.
    [Fragment, Case(3)]
    public static int Precedence(int x)
    {
        var a = new[] { 4, 3, 2, 1 };
        return F("a", 2) * (F("b", 3) + Stop.Int(x)) - (x = F("c", 1)) << Stop.Int(x) ^ F("d", 6) % Stop.Int(4) | ~F("e", 5) & Stop.Int(x += 2)
            + (x > 2 ? F("f", a[x = 1]) : Stop.Int(0)) - -a[Stop.Int(x)]++ + (a[1] > 3 && Stop.Bool(true) ? 1 : F("g", 2));
    }

    // Trap: an element's index and its value are checked in order: the array is null, the index out of range, before the value or after it.
    [Fragment, Case(0), Case(1), Case(2), Case(3), Case(4)]
    public static string Faults(int how)
    {
        int[]? a = how == 0 ? null : new int[2];
        Owner? owner = how == 3 ? null : new();
        object[] covariant = how == 4 ? new string[1] : new object[1];
        try
        {
            if (how == 2)
                a![5] += Stop.Int(1);
            if (how < 3)
                a![how * 2] = Stop.Int(2);
            if (how == 3)
                owner!.At.X = Stop.Int(3);
            covariant[0] = Stop.Int(4);
        }
        catch (Exception e) when (e is NullReferenceException or IndexOutOfRangeException or ArrayTypeMismatchException)
        {
            return e.GetType().Name + Stop.Int(5);
        }
        return "none";
    }

    // Trap: assigned on every way that goes on: by try, catch, switch, &&, || and the condition of a loop.
    [Fragment, Case(0), Case(1), Case(5)]
    public static int DefinitelyAssigned(int x)
    {
        int a, b, c, d, e;
        try
        {
            a = 10 / x;
        }
        catch (DivideByZeroException)
        {
            a = Stop.Int(-1);
        }
        switch (x)
        {
            case 0:
                b = Stop.Int(1);
                break;
            case 1:
                goto default;
            default:
                b = 2;
                break;
        }
        if (x > 0 && Stop.Int(x) > 0 && (c = x) > 0)
            b += c;
        if (x > 3 || (d = Stop.Int(4)) > 0 && x >= 0)
            d = 3;
        while (true)
        {
            e = Stop.Int(a);
            if (e < 100)
                break;
        }
        return a + b + d + e;
    }

    // Trap: variables of loops, patterns and lambdas that bear one name in scopes side by side.
    [Fragment, Case(2)]
    public static string SameNames(int n)
    {
        var text = "";
        for (var i = 0; i < n; i++)
        {
            var v = Stop.Int(i);
            text += v;
        }
        foreach (var i in new[] { "x", "y" })
        {
            var v = i + Stop.Text(i);
            text += v;
        }
        {
            double v = Stop.Double(1.5);
            Func<int, double> i = k => k * v;
            text += i(2);
        }
        if ((object)text is string { Length: var v2 } && Stop.Bool(true))
            text += v2;
        if ((object)n is int v3 and > 1)
            text += Stop.Int(v3);
        return text;
    }

    // Trap: a chain of ?: and ?? and ?. whose types differ from one another's; nullable arithmetic.
    [Fragment, Case(null), Case(3)]
    public static string Lifted(int? x)
    {
        int? y = x + Stop.Int(1);
        long? z = y * x ?? Stop.Long(7);
        var w = x > Stop.Int(2) ? (int?)null : Stop.Int(9);
        double d = y ?? Stop.Int(4);
        x ??= Stop.Int(5);
        x += w ?? y;
        y = -x;
        bool? both = x > 0 ? null : Stop.Bool(false);
        return $"{x} {y} {z} {w} {d} {both | Stop.Bool(true)} {both & Stop.Bool(true)} {(x?.ToString())?.Length}";
    }
}
