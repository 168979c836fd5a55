using Weave;

namespace Corpus.Spills;

public sealed class Box
{
    public int Value;

    public int Property { get; set; }

    public Box? Next;

    public int this[int index]
    {
        get { Log.Add($"get {index}"); return Value + index; }
        set { Log.Add($"set {index} {value}"); Value = value; }
    }

    public Box Say(string text) { Log.Add(text); return this; }

    public int Sum(int a, int b, int c = 7) => Value + a * 100 + b * 10 + c;
}

public static partial class Sample
{
    static int number;

    static int Noisy { get { Log.Add("get noisy"); return number; } }

    public static void Reset() => number = 1;

    static int Plain(int x) { Log.Add($"plain {x}"); return x; }

    [Fragment]
    static int ChangeField(int x)
    {
        number += x;
        Stop.Void("field");
        number *= 2;
        return x;
    }

    // Trap: operands with effects are evaluated left to right, those before the cut before it.
    [Fragment, Case(1)]
    public static int Order(int x) => Plain(1) + Stop.Int(2) * Plain(3) - Stop.Int(4) + Plain(5) + x;

    // Trap: a static number that the callee changes is read before the call.
    [Fragment, Case(5)]
    public static int FieldBefore(int x) => number + ChangeField(x) + number;

    // Trap: a property read before the call, and its effect.
    [Fragment, Case(5)]
    public static int PropertyBefore(int x) => Noisy * ChangeField(x) + Noisy;

    // Trap: an instance number of an object that the callee's caller passes on.
    [Fragment, Case(2)]
    public static int ObjectField(int x)
    {
        var box = new Box { Value = 10 };
        return box.Value + Grow(box, x) + box.Value;
    }

    [Fragment]
    static int Grow(Box box, int x)
    {
        box.Value += x;
        Stop.Void("grow");
        box.Value *= 2;
        return x;
    }

    // Trap: the variable is written by a later operand of the same expression.
    [Fragment, Case(3)]
    public static int WrittenLater(int x) => x + (x = Stop.Int(x + 1)) + x * Stop.Int(x++) + x;

    // Trap: x = x + F() where F changes x by closure.
    [Fragment, Case(3)]
    public static int ByClosure(int x)
    {
        int Bump() => x += 10;
        x = x + Stop.Int(Bump()) + x;
        return x;
    }

    // Trap: array, then index, then value; the element is located before the value is computed.
    [Fragment, Case(0)]
    public static string ArrayTargets(int x)
    {
        var a = new[] { 1, 2, 3, 4 };
        var i = 0;
        a[i++] = Stop.Int(i);
        a[Log.Say(i)] = Stop.Int(i++) + i;
        a[i] += Stop.Int(10);
        a[i++] += Stop.Int(i);
        a[Plain(3)] *= Stop.Int(a[3]);
        return string.Join(",", a) + i;
    }

    // Trap: the array variable is replaced, the element count is checked after the value: exceptions come in C#'s order.
    [Fragment, Case(0), Case(1), Case(2)]
    public static int ArrayExceptions(int how)
    {
        int[]? a = how == 1 ? null : new int[1];
        var i = how == 2 ? 5 : 0;
        try
        {
            a![i] = Stop.Int(7);
        }
        catch (Exception e)
        {
            Log.Add(e.GetType().Name);
        }
        try
        {
            a![i] += Stop.Int(7);
        }
        catch (Exception e)
        {
            Log.Add(e.GetType().Name);
        }
        Box? box = how == 1 ? null : new Box();
        try
        {
            box!.Value = Stop.Int(1);
        }
        catch (Exception e)
        {
            Log.Add(e.GetType().Name);
        }
        try
        {
            box!.Property += Stop.Int(1);
        }
        catch (Exception e)
        {
            Log.Add(e.GetType().Name);
        }
        return a is null ? -1 : a[0];
    }

    // Trap: receivers of fields, properties and indexers are evaluated once.
    [Fragment, Case(1)]
    public static int Receivers(int x)
    {
        var box = new Box { Value = 5, Next = new Box { Value = 6 } };
        box.Say("field").Value = Stop.Int(1);
        box.Say("compound").Value += Stop.Int(2);
        box.Say("property").Property = Stop.Int(3);
        box.Say("property compound").Property -= Stop.Int(4);
        box.Say("indexer")[Plain(1)] = Stop.Int(5);
        box.Say("indexer compound")[Plain(2)] += Stop.Int(6);
        box.Next.Say("next").Value += Stop.Int(7);
        var same = box;
        box.Value += Replace(ref box);
        return same.Value * 1000 + box.Value + same.Property * 7 + same.Next!.Value;
    }

    static int Replace(ref Box box)
    {
        box = new Box { Value = 50 };
        return 1;
    }

    // Trap: the receiver variable is replaced between.
    [Fragment, Case(1)]
    public static int ReplacedReceiver(int x)
    {
        var box = new Box { Value = 5 };
        var first = box;
        box.Value += Stop.Int((box = new Box { Value = 70 }).Value);
        return first.Value * 1000 + box.Value;
    }

    // Trap: compound assignment to narrow types casts implicitly; strings and chars; shifts.
    [Fragment, Case(200)]
    public static string Narrow(int x)
    {
        byte b = (byte)x;
        short s = 30000;
        char c = 'a';
        string text = "t";
        long l = 1;
        uint u = 5;
        bool flag = true;
        b += (byte)Stop.Int(100);
        s += (short)Stop.Int(10000);
        c += (char)Stop.Int(1);
        text += Stop.Int(4);
        text += Stop.Text("x") + 'c' + 1;
        l <<= Stop.Int(5);
        u >>= Stop.Int(1);
        flag &= Stop.Bool(true);
        flag |= Stop.Bool(false);
        flag ^= Stop.Bool(true);
        l += Stop.Int(1);
        l -= Stop.Long(3) - 1;
        double d = 1;
        d /= Stop.Int(3);
        float f = 1;
        f *= Stop.Int(3);
        decimal m = 1;
        m += Stop.Int(1);
        return $"{b} {s} {c} {text} {l} {u} {flag} {d:R} {f} {m}";
    }

    // Trap: checked stays checked, unchecked unchecked.
    [Fragment, Case(int.MaxValue)]
    public static string Checked(int x)
    {
        var text = "";
        try
        {
            var y = Stop.Int(1);
            text += checked(x + y);
        }
        catch (OverflowException)
        {
            text += "overflow ";
        }
        text += unchecked(x + 1);
        checked
        {
            try
            {
                byte b = 255;
                b++;
                text += b;
            }
            catch (OverflowException)
            {
                text += " again";
            }
        }
        return text + Stop.Int(3);
    }

    // Trap: string concatenation is one operation with many operands, each converted in its place.
    [Fragment, Case(4)]
    public static string Concatenation(int x) => "a" + x + Stop.Text("b") + Plain(x) + 'c' + Stop.Int(5) + null + 1.5;

    // Trap: constructor arguments, and nested constructions.
    [Fragment, Case(4)]
    public static string Creation(int x)
    {
        var pair = new KeyValuePair<int, string>(Plain(x), Stop.Text("v"));
        KeyValuePair<string, int> other = new(Stop.Text("k"), Plain(9));
        var nested = new KeyValuePair<int, KeyValuePair<int, int>>(Plain(1), new(Stop.Int(2), Plain(3)));
        var text = new string('x', Stop.Int(3));
        return $"{pair} {other} {nested} {text}";
    }

    // Trap: named arguments are evaluated as written, optional ones filled in, params packed.
    [Fragment, Case(1)]
    public static string Arguments(int x)
    {
        var box = new Box { Value = 1000 };
        var a = box.Sum(b: Plain(2), a: Stop.Int(3));
        var b = Many(Plain(1), Stop.Int(2), Plain(3));
        var c = Many(Stop.Int(1));
        var d = Optional(c: Stop.Int(5), a: Plain(6));
        var e = Optional(Stop.Int(5));
        return $"{a} {b} {c} {d} {e}";
    }

    static string Many(int first, params int[] rest) => first + ":" + string.Join(",", rest);

    [Fragment]
    static string Optional(int a, string b = "b\"\\", int c = -3, DayOfWeek day = DayOfWeek.Monday, double d = 1.5)
    {
        Stop.Void("optional");
        return $"{a}{b}{c}{day}{d}";
    }

    // Trap: named arguments of a fragment call, out of order.
    [Fragment, Case(1)]
    public static string NamedCall(int x) => Optional(c: Plain(1), a: Stop.Int(2), b: "z");

    // Trap: only the chosen branch is evaluated, nested and in operands.
    [Fragment, Case(1), Case(2), Case(3)]
    public static int Choice(int x)
    {
        var a = x == 1 ? Stop.Int(10) : Plain(20);
        var b = x == 1 ? Plain(1) : x == 2 ? Stop.Int(2) : Stop.Int(3) + Plain(4);
        return a + (x > 1 ? Stop.Int(100) : 200) * b + (Stop.Bool(x == 3) ? 1000 : Plain(2000));
    }

    // Trap: the branches of a conditional have different types.
    [Fragment, Case(true), Case(false)]
    public static string ChoiceTypes(bool flag)
    {
        long wide = flag ? Stop.Int(1) : 2L;
        object boxed = flag ? Stop.Int(1) : (object)"text";
        int? maybe = flag ? Stop.Int(5) : null;
        string? none = flag ? null : Stop.Text("t");
        double d = flag ? Stop.Int(1) / 2 : 0.5;
        return $"{wide} {boxed} {maybe?.ToString() ?? "null"} {none ?? "null"} {d}";
    }

    // Trap: && and || do not evaluate the right side when the left decides.
    [Fragment, Case(true, true), Case(true, false), Case(false, true), Case(false, false)]
    public static int Logic(bool a, bool b)
    {
        var n = 0;
        if (a && Stop.Bool(b))
            n += 1;
        if (a || Stop.Bool(b))
            n += 2;
        if (Stop.Bool(a) && b || Stop.Bool(!a) && Stop.Bool(!b))
            n += 4;
        if (!(Stop.Bool(a) || Log.Say(b)))
            n += 8;
        var c = a & Stop.Bool(b) | Log.Say(!a);
        var d = Stop.Bool(a) ^ b;
        return n + (c ? 16 : 0) + (d ? 32 : 0);
    }

    // Trap: tuples, casts, unary operators, parentheses, is, as, null-forgiving.
    [Fragment, Case(3)]
    public static string Forms(int x)
    {
        var t = (Plain(1), Stop.Text("two"), x);
        var (a, b) = (Stop.Int(3), Plain(4));
        var c = (long)Stop.Int(5) + (short)(Stop.Int(70000));
        var d = -Stop.Int(6) + ~Stop.Int(7);
        var e = !Stop.Bool(true);
        object o = Stop.Text("o");
        var f = Stop.Maybe("m")!.Length;
        var g = Stop.Maybe(null) is null;
        var h = Stop.Text("p") is { Length: 1 } and not "q";
        var i = (Stop.Int(3)) switch { 1 => "one", 3 => "three", _ => "many" };
        var j = new[] { Plain(1), Stop.Int(2), x };
        var k = new int[Stop.Int(2)];
        var l = Stop.Text("length").Length;
        var m = Stop.Maybe(null)?.Length;
        var n = Stop.Text("index")[Plain(1)];
        var p = o as string;
        return $"{t} {a} {b} {c} {d} {e} {f} {g} {h} {i} {string.Join("", j)} {k.Length} {l} {m} {n} {p}";
    }

    // Trap: a struct local with fields and methods is a place: it must not be copied.
    [Fragment, Case(2)]
    public static string StructPlaces(int x)
    {
        var point = new Point { X = 1, Y = 2 };
        point.X = Stop.Int(5);
        point.Move(Stop.Int(3), Plain(4));
        point.Y += Stop.Int(10);
        var copy = point;
        copy.Move(1, Stop.Int(1));
        var points = new Point[2];
        points[1].X = 3;
        points[1].Move(1, 1);
        Stop.Void("points");
        var length = point.Length(Stop.Int(2));
        return $"{point} {copy} {points[1]} {length}";
    }

    public struct Point
    {
        public int X;
        public int Y;

        public void Move(int dx, int dy)
        {
            X += dx;
            Y += dy;
        }

        public readonly int Length(int scale) => (X + Y) * scale;

        public override readonly string ToString() => $"<{X},{Y}>";
    }

    // Trap: a method of a value spilled before the argument's cut.
    [Fragment, Case(2)]
    public static string ValueReceivers(int x)
    {
        var when = new DateTime(2026, 1, 1);
        var later = when.AddDays(Stop.Int(3)).AddHours(Stop.Int(4));
        var text = x.ToString(Stop.Text("000"));
        var span = (later - when).Add(TimeSpan.FromMinutes(Stop.Int(5)));
        return $"{later:O} {text} {span}";
    }

    // Trap: delegates and method groups are called with arguments that have cuts.
    [Fragment, Case(2)]
    public static int Delegates(int x)
    {
        var sum = 0;
        Func<int, int> local = y => y * 2;
        sum += local(x);
        sum += Twice(Stop.Int(4));
        int Twice(int y) => y * x;
        return sum + Stop.Int(1);
    }

    // Trap: calls as arguments of calls as arguments.
    [Fragment, Case(2)]
    public static int Nested(int x) => Stop.Int(Stop.Int(x) + Stop.Int(Stop.Int(x + 1) * Plain(3))) + Stop.Int(Plain(Stop.Int(1)));

    // Trap: values that are discarded, assigned to discards, or only evaluated.
    [Fragment, Case(2)]
    public static int Discards(int x)
    {
        Stop.Int(x);
        _ = Stop.Int(x + 1);
        _ = Stop.Int(x) + Plain(x);
        (_, var b) = (Stop.Int(1), Plain(2));
        Plain(Stop.Int(3));
        new Box().Sum(1, Stop.Int(2));
        return b;
    }

    // Trap: assignment as an expression, chained, and in a condition.
    [Fragment, Case(2)]
    public static int Chained(int x)
    {
        int a, b;
        var box = new Box();
        a = b = Stop.Int(x);
        box.Value = box.Property = Stop.Int(5);
        if ((a = Stop.Int(9)) > 8)
            b++;
        while ((x = Stop.Int(x - 1)) > 0)
            b += 10;
        return a * 100 + b + box.Value + box.Property;
    }

    // Trap: a call without a receiver evaluated before, the receiver a call itself.
    [Fragment, Case(2)]
    public static int CallOnCall(int x) => new Box { Value = x }.Say("receiver").Sum(Stop.Int(1), Plain(2)) + Make(Stop.Int(3)).Sum(1, Stop.Int(4));

    static Box Make(int x)
    {
        Log.Add($"make {x}");
        return new Box { Value = x };
    }

    // Trap: deconstruction and swaps with cuts on the right.
    [Fragment, Case(2)]
    public static int Swap(int x)
    {
        var (a, b) = (1, 2);
        (a, b) = (Stop.Int(b), a);
        (a, b) = (b, Stop.Int(a) + x);
        int c;
        (c, x) = (x, Stop.Int(c = 4));
        return a * 1000 + b * 100 + c * 10 + x;
    }
}
