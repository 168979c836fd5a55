using Weave;

namespace Corpus.Assigned;

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
    static int Plain(int x) { Log.Add($"plain {x}"); return x; }

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
