using Weave;

namespace Corpus.Tuples;

public sealed class Box
{
    public int Value;

    int hidden;

    public int Property { get { Log.Add($"get {hidden}"); return hidden; } set { Log.Add($"set {value}"); hidden = value; } }

    public int this[int index] { get => Value; set { Log.Add($"[{index}] = {value}"); Value = value; } }

    public (int A, int B) Pair;

    public Box Say(string text) { Log.Add(text); return this; }

    public void Deconstruct(out int a, out string b) { Log.Add("deconstruct"); a = Value; b = $"b{Value}"; }
}

public static partial class Sample
{
    static int Plain(int x) { Log.Add($"plain {x}"); return x; }

    static int number;

    public static void Reset() => number = 1;

    static int Bump(int by) { number += by; return by; }

    // Trap: names that a tuple takes from its operands outlive the temporaries.
    [Fragment, Case(2)]
    public static string Names(int x)
    {
        var box = new Box { Value = 5 };
        var a = (x, number, box.Value, Stop.Int(x = 3));
        var b = (First: Plain(1), box.Property, Stop.Text("t"));
        var c = (number, Bump(Stop.Int(4)), number);
        (long Wide, object? Any, string? None) d = (x, Stop.Int(1), null);
        return $"{a.x} {a.number} {a.Value} {a.Item4} {b.First} {b.Property} {b.Item3} {c.Item1} {c.Item3} {d.Wide} {d.Any} {d.None}";
    }

    // Trap: all targets are located, then all values evaluated, then all assigned, left to right.
    [Fragment, Case(2)]
    public static string Targets(int x)
    {
        var numbers = new int[4];
        var box = new Box();
        var i = 0;
        (numbers[i++], box.Say("value").Value, numbers[i++]) = (Stop.Int(1), Stop.Int(i), Plain(3));
        (box.Say("property").Property, box.Say("index")[Plain(7)]) = (Plain(8), Stop.Int(9));
        (numbers[i], (box.Pair.A, _), var y) = (Stop.Int(i = 3), (Plain(4), Stop.Int(5)), Plain(6));
        (x, number) = (number, Stop.Int(x));
        (numbers[Stop.Int(3)], var z) = box;
        return $"{string.Join(",", numbers)} {box.Value} {box.Pair} {y} {x} {number} {z} {i}";

    }

    // Trap: the element that is not there is found at the assignment, after the values; a null array at once.
    [Fragment, Case(0), Case(1)]
    public static string TargetExceptions(int how)
    {
        var numbers = how == 0 ? new int[1] : null;
        var a = 0;
        try
        {
            (a, numbers![Plain(5)]) = (Stop.Int(1), Stop.Int(2));
        }
        catch (Exception e)
        {
            Log.Add(e.GetType().Name);
        }
        return $"{a}{Stop.Int(3)}";
    }

    // Trap: Deconstruct is called once, on what a cut gave; declarations, discards and nested ones.
    [Fragment, Case(2)]
    public static string Deconstructed(int x)
    {
        var (a, b) = Make(Stop.Int(3));
        (_, var c) = Make(Stop.Int(4));
        int d;
        ((d, _), var (e, f)) = (Make(Stop.Int(5)), (Plain(6), Stop.Text("f")));
        var (g, (h, _)) = (Stop.Int(1), (Stop.Int(2), Plain(3)));
        return $"{a} {b} {c} {d} {e} {f} {g} {h}";
    }

    static Box Make(int x) => new() { Value = x };

    // Trap: all elements of both sides are evaluated before the first comparison.
    [Fragment, Case(1), Case(2)]
    public static string Equality(int x)
    {
        var a = (Plain(1), Stop.Int(x)) == (Plain(1), Plain(2));
        var b = (x, number) != (Stop.Int(x), Bump(Stop.Int(0)) + 1);
        var c = (Plain(1), 2L) == (Stop.Int(1), Plain(2));
        var d = (x, (number, Stop.Int(3))) == (x, (number, Plain(3)));
        var pair = (1, 2);
        var e = pair == (Stop.Int(1), x);
        return $"{a} {b} {c} {d} {e}";
    }

    // Trap: ranges and indices: the receiver first, then the bounds; strings, arrays, lists.
    [Fragment, Case(2)]
    public static string Ranges(int x)
    {
        var numbers = new[] { 1, 2, 3, 4, 5, 6 };
        var text = "abcdefgh";
        var a = numbers[Stop.Int(1)..^Plain(2)];
        var b = text[x..Stop.Int(5)];
        var c = text[^Stop.Int(1)];
        var d = numbers[^x] + numbers[^Stop.Int(1)] + Plain(numbers[..Stop.Int(3)].Length);
        numbers[^Stop.Int(2)] = Stop.Int(50);
        numbers[^x] += Stop.Int(7);
        numbers[^1] = Stop.Int(60);
        Range range = Stop.Int(1)..Stop.Int(3);
        Index index = ^Stop.Int(4);
        return $"{string.Join(",", a)} {b} {c} {d} {string.Join(",", numbers[range])} {numbers[index]} {string.Join(",", numbers)}";
    }

    // Trap: a list is asked for its count when C# asks it.
    [Fragment, Case(2)]
    public static string FromEnd(int x)
    {
        var list = new List<int> { 1, 2, 3 };
        var a = list[^Add(list, Stop.Int(1))];
        var b = list[Stop.Int(0)] + list[^1];
        return $"{a} {b} {list.Count}";
    }

    static int Add(List<int> list, int value) { list.Add(9); return value; }
}
