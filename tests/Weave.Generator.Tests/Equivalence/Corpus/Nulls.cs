using Weave;

namespace Corpus.Nulls;

public sealed class Node
{
    public int Value;

    public string? Name { get; set; }

    public int? Maybe;

    public Node? Next;

    public Inner Part;

    int? noisy;

    public int? Noisy
    {
        get { Log.Add($"get {noisy?.ToString() ?? "null"}"); return noisy; }
        set { Log.Add($"set {value}"); noisy = value; }
    }

    public string? this[int index]
    {
        get { Log.Add($"get [{index}]"); return index == 0 ? null : "old" + index; }
        set { Log.Add($"set [{index}] {value}"); Name = value; }
    }

    public Node Say(string text) { Log.Add(text); return this; }

    public int Sum(int a, int b) => Value + a * 10 + b;

    public void Put(int value) { Log.Add($"put {value}"); Value = value; }
}

public struct Inner
{
    public int X;
    public int? Y;
}

public static partial class Sample
{
    static Node? field;

    static int? number;

    public static void Reset() => (field, number) = (null, null);

    static Node? Find(bool found) { Log.Add($"find {found}"); return found ? new Node { Value = 5, Name = "n", Next = new Node { Value = 6 } } : null; }

    static int Plain(int x) { Log.Add($"plain {x}"); return x; }

    // Trap: the right side of ?? is evaluated only when the left is null; both may hold cuts.
    [Fragment, Case(null), Case("x")]
    public static string Coalesce(string? s)
    {
        var a = s ?? Stop.Text("a");
        var b = Stop.Maybe(s) ?? Stop.Text("b");
        var c = Stop.Maybe(s) ?? "c";
        var d = s ?? Stop.Maybe(null) ?? Stop.Maybe(null) ?? Stop.Text("d");
        return a + b + c + d;
    }

    // Trap: the result of ?? is the underlying type, the nullable one, a wider one, or object.
    [Fragment, Case(null), Case(3)]
    public static string CoalesceTypes(int? n)
    {
        int a = n ?? Stop.Int(1);
        int? none = null;
        int? b = n ?? (Stop.Bool(true) ? none : 4);
        long c = n ?? Stop.Long(2);
        object d = (object?)n ?? Stop.Text("o");
        var e = n ?? Stop.Double(0.5);
        var f = string.Join(",", (n is null ? null : new List<int> { 7 }) ?? Enumerable.Repeat(5, Stop.Int(2)));
        return $"{a} {b} {c} {d} {e} {f}";
    }

    // Trap: a throw on the right, whose exception needs a cut; the operand before it is evaluated first.
    [Fragment, Case(null), Case("x")]
    public static string CoalesceThrow(string? s)
    {
        try
        {
            return Plain(1) + (s ?? throw new InvalidOperationException(Stop.Text("none"))) + Plain(2);
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }

    // Trap: a static left side is read before the right side changes it, and only once.
    [Fragment, Case(0)]
    public static string CoalesceField(int x)
    {
        var a = (field ?? Set(Stop.Int(1))).Value;
        var b = (field ?? Set(Stop.Int(2))).Value;
        var c = (number ?? Stop.Int(3)) + (number = Stop.Int(4)) + (number ?? Stop.Int(5));
        return $"{a} {b} {c}";
    }

    static Node Set(int value) => field = new Node { Value = value };

    // Trap: ??= evaluates and writes only when the target is null: locals, fields, properties with effects, indexers, elements.
    [Fragment, Case(null), Case("x")]
    public static string Assign(string? s)
    {
        s ??= Stop.Text("local");
        Node? node = null;
        node ??= new Node { Value = Stop.Int(1) };
        node.Say("receiver").Name ??= Stop.Text("name");
        node.Say("again").Name ??= Stop.Text("not evaluated");
        node.Say("noisy").Noisy ??= Stop.Int(7);
        node.Say("noisy").Noisy ??= Stop.Int(8);
        node.Say("index")[Plain(0)] ??= Stop.Text("zero");
        node.Say("index")[Plain(1)] ??= Stop.Text("one");
        var texts = new string?[2];
        var i = 0;
        texts[i++] ??= Stop.Text("element");
        texts[i] ??= texts[0] + Stop.Int(i);
        node.Part.Y ??= Stop.Int(9);
        number ??= Stop.Int(3);
        return $"{s} {node.Name} {string.Join(",", texts)} {node.Part.Y} {number} {i}";
    }

    // Trap: ??= as a value has the underlying type; the property is not read again.
    [Fragment, Case(null), Case(4)]
    public static string AssignValue(int? n)
    {
        var node = new Node();
        var a = n ??= Stop.Int(1);
        var b = (node.Noisy ??= Stop.Int(2)) + (node.Noisy ??= Stop.Int(3));
        var c = node.Name ??= node.Next?.Name ?? Stop.Text("c");
        string? d = null;
        var e = (d ??= Stop.Maybe(null)) ?? "still";
        int? f = node.Maybe ??= Stop.Bool(true) ? null : 1;
        return $"{a} {b} {c} {e} {f is null}";
    }

    // Trap: the receiver of ?. is evaluated once; arguments are not evaluated when it is null.
    [Fragment, Case(true), Case(false)]
    public static string Access(bool found)
    {
        var a = Find(found)?.Sum(Stop.Int(1), Plain(2));
        var b = Find(found)?.Name?.IndexOf('n', Stop.Int(0));
        var c = Find(found)?.Next?.Next?.Sum(1, Stop.Int(2));
        var d = Find(found)?.Next!.Sum(Plain(1), Stop.Int(2)).ToString();
        var e = Find(found)?[Stop.Int(1)]?.Length;
        var f = Find(Stop.Bool(found))?.Value;
        return $"{a} {b} {c} {d} {e} {f}";
    }

    // Trap: a call for its effect only; nothing to lift.
    [Fragment, Case(true), Case(false)]
    public static int AccessEffect(bool found)
    {
        var node = Find(found);
        node?.Put(Stop.Int(3));
        node?.Next?.Put(Stop.Int(4) + Plain(5));
        node?.Next?.Next?.Put(Stop.Int(6));
        return node?.Value + node?.Next?.Value ?? -1;
    }

    // Trap: a nullable value type's value is unwrapped, and the result lifted again.
    [Fragment, Case(null), Case(2)]
    public static string AccessNullable(int? n)
    {
        var a = n?.CompareTo(Stop.Int(3));
        var b = n?.ToString(Stop.Text("000"));
        (int X, int Y)? pair = n is { } v ? (v, 2) : null;
        var c = pair?.X.CompareTo(Stop.Int(2)) + pair?.Y;
        DateTime? when = n is null ? null : new DateTime(2026, 1, 2);
        var d = when?.AddDays(Stop.Int(3)).Day;
        return $"{a} {b} {c} {d}";
    }

    // Trap: the variable that was tested is replaced by the argument; the receiver stays the tested one.
    [Fragment, Case(1)]
    public static string AccessReplaced(int x)
    {
        var node = new Node { Value = 1 };
        var a = node?.Sum(Stop.Int(1), (node = null) is null ? 2 : 3);
        Node? other = new Node { Value = 4 };
        var b = other?.Sum(Stop.Int((other = new Node { Value = 7 }).Value), other.Value);
        return $"{a} {b} {node is null}";
    }

    // Trap: a cut is itself behind the question mark.
    [Fragment, Case(true), Case(false)]
    public static string AccessCut(bool found)
    {
        var counter = found ? new Counter { Count = 3 } : null;
        counter?.Bump(1);
        var a = counter?.Bump(2);
        var b = counter?.Bump(3).ToString() ?? "none";
        var c = counter?.Self().Bump(Stop.Int(4));
        var d = counter?.Self()?.Next?.Bump(5);
        return $"{a} {b} {c} {d} {counter?.Count}";
    }

    // Trap: ?. inside operands, with effects before and after.
    [Fragment, Case(true), Case(false)]
    public static string AccessAmong(bool found)
    {
        var list = new List<string> { "a" };
        var text = Plain(1) + (Find(found)?.Sum(Stop.Int(2), 3) ?? Stop.Int(4)) + Plain(5) + $"{Find(found)?.Name?.PadLeft(Stop.Int(6))}";
        list.Add(Find(found)?.Name?.Insert(0, Stop.Text("z")) ?? "none");
        return text + string.Join(",", list);
    }
}

public sealed partial class Counter
{
    public int Count;

    public Counter? Next;

    [Fragment]
    public int Bump(int by)
    {
        Stop.Void($"bump {by}");
        return Count += by;
    }

    [Fragment]
    public Counter Self()
    {
        Stop.Void("self");
        return this;
    }
}
