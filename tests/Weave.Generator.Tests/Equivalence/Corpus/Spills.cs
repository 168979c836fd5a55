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

    // Trap: a call without a receiver evaluated before, the receiver a call itself.
    [Fragment, Case(2)]
    public static int CallOnCall(int x) => new Box { Value = x }.Say("receiver").Sum(Stop.Int(1), Plain(2)) + Make(Stop.Int(3)).Sum(1, Stop.Int(4));

    static Box Make(int x)
    {
        Log.Add($"make {x}");
        return new Box { Value = x };
    }
}
