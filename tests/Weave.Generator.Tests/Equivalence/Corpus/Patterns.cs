using Weave;

namespace Corpus.Patterns;

public sealed class Node(int value, Node? next)
{
    public int Value { get; } = value;

    public Node? Next { get; } = next;

    public void Deconstruct(out int value, out Node? next) => (value, next) = (Value, Next);
}

public sealed class Asked
{
    public int Count { get; private set; }

    public int Size
    {
        get
        {
            Log.Add("asked");
            return ++Count;
        }
    }
}

public static partial class Sample
{
    // Trap: type, constant, relational and logical patterns as labels of one switch, in order.
    [Fragment, Cases(nameof(Objects))]
    public static string Kinds(object? o)
    {
        switch (o)
        {
            case null:
                return Stop.Text("null");
            case int n and > 10 and < 100:
                return Stop.Text("two digits") + n;
            case int and (0 or 1):
                return Stop.Text("bit");
            case int n:
                n += Stop.Int(n);
                return "int" + n;
            case string { Length: > 3 } s:
                return Stop.Text("long ") + s;
            case string s when s.StartsWith('a'):
                return s + Stop.Text(" a");
            case not string and not double:
                return Stop.Text("other");
            case double d:
                return Stop.Text("double") + d;
            default:
                return Stop.Text("short");
        }
    }

    public static IEnumerable<object?[]> Objects() =>
        [[null], [50], [1], [7], ["hello"], ["ab"], ["b"], [1.5], [true], [new[] { 1 }]];

    // Trap: list and slice patterns, with variables in them.
    [Fragment, Cases(nameof(Arrays))]
    public static string Lists(int[] a)
    {
        switch (a)
        {
            case []:
                return Stop.Text("empty");
            case [var one]:
                return Stop.Text("one") + one;
            case [1, .. var middle, 9]:
                Stop.Void("framed");
                return string.Join(",", middle);
            case [_, > 5, ..] and [.., var last]:
                return Stop.Text("big") + last;
            case [var first, ..]:
                return first + Stop.Text("rest");
        }
        return "";
    }

    public static IEnumerable<object?[]> Arrays() =>
        [[new int[0]], [new[] { 4 }], [new[] { 1, 2, 3, 9 }], [new[] { 2, 8, 3 }], [new[] { 2, 3 }]];

    // Trap: a recursive pattern with a deconstruction and a property in it.
    [Fragment, Cases(nameof(Chains))]
    public static int Recursive(Node? node)
    {
        var sum = 0;
        while (true)
        {
            switch (node)
            {
                case null:
                    return sum;
                case (1, { Value: var v, Next: { } after }) here:
                    sum += Stop.Int(v) + here.Value * 100;
                    node = after;
                    break;
                case { Next.Next: null } and var last:
                    sum += Stop.Int(last.Value * 1000);
                    return sum;
                case var (value, next):
                    sum += value;
                    node = next;
                    break;
            }
        }
    }

    public static IEnumerable<object?[]> Chains() =>
        [[null], [new Node(5, null)], [new Node(1, new Node(2, new Node(3, null)))], [new Node(4, new Node(1, new Node(2, new Node(7, new Node(8, null)))))]];

    // Trap: variables of one name and of different types in sections, all live across cuts.
    [Fragment, Cases(nameof(Objects))]
    public static string SameName(object? o)
    {
        var text = "";
        for (var i = 0; i < 2; i++)
        {
            switch (o)
            {
                case int v:
                    text += Stop.Int(v) + v;
                    v++;
                    Stop.Void("int");
                    text += v;
                    o = v.ToString();
                    break;
                case string v:
                    text += Stop.Text(v) + v;
                    v += "!";
                    Stop.Void("string");
                    text += v;
                    break;
                case double v:
                    text += v * Stop.Double(2);
                    break;
            }
        }
        return text;
    }

    // Trap: a variable of a guard is used in the section, after a cut.
    [Fragment, Case("k1"), Case("k2"), Case("zz"), Case("12")]
    public static string GuardVariables(string key)
    {
        var map = new Dictionary<string, int> { ["k1"] = 5, ["k2"] = 50 };
        switch (key)
        {
            case { } k when map.TryGetValue(k, out var found) && found > 10:
                return Stop.Text("big") + found + k;
            case { } k when map.TryGetValue(k, out var found):
                found += Stop.Int(found);
                return "small" + found;
            case { } k when int.TryParse(k, out _):
                return Stop.Text("number");
            default:
                return Stop.Text("nothing");
        }
    }

    // Trap: guards with effects are evaluated in order, each once, and none again when a section is resumed.
    [Fragment, Case(1), Case(2), Case(3), Case(4)]
    public static string GuardEffects(int x)
    {
        switch (x)
        {
            case 1 when Log.Say(false):
                return "never";
            case 1 when Log.Say(true):
                return Stop.Text("one");
            case 2 when Log.Say(x == 2):
            case 3 when Log.Say(x == 3):
                return Stop.Text("two or three");
            default:
                return Stop.Text("default");
        }
    }

    // Trap: guards with cuts in a statement: what a pattern bound is bound in the guard, and in the section.
    [Fragment, Cases(nameof(Objects))]
    public static string GuardCuts(object? o)
    {
        var text = "";
        switch (o)
        {
            case int n when Stop.Bool(n > 20):
                text += "big" + n;
                goto default;
            case int n when n == 7:
                text += Stop.Text("seven");
                break;
            case string s when Stop.Int(s.Length) > 3 && Stop.Bool(s[0] == 'h'):
                text += s + Stop.Text("h");
                break;
            case string s:
                text += s;
                break;
            case null when Stop.Bool(false):
                text += "never";
                break;
            default:
                text += Stop.Text("default");
                break;
            case double d when Stop.Bool(true):
                text += d;
                break;
        }
        return text;
    }

    // Trap: an out variable of a guard with a cut reaches the section; the guard's own temporaries do not.
    [Fragment, Case("12"), Case("x"), Case("-5")]
    public static string GuardCutVariables(string s)
    {
        switch (s)
        {
            case { Length: > 0 } when Stop.Bool(int.TryParse(s, out var n)) && n > 0:
                return "positive" + n + Stop.Int(n);
            case { Length: > 0 } when int.TryParse(s, out var n):
                return "negative" + n;
            default:
                return "none";
        }
    }

    // Trap: a member that is asked once by the compiler's decision is asked once, on resume too.
    [Fragment, Case(1), Case(2)]
    public static string AskedOnce(int x)
    {
        var asked = new Asked();
        for (var i = 0; i < x; i++)
            Log.Add(asked.Size);
        switch (asked)
        {
            case { Size: 2 }:
                return Stop.Text("two") + asked.Count;
            case { Size: 3 }:
                return Stop.Text("three") + asked.Count;
            default:
                return Stop.Text("many");
        }
    }

    // Trap: 'is' patterns in conditions around cuts, with 'and', 'or', 'not'.
    [Fragment, Cases(nameof(Objects))]
    public static string Is(object? o)
    {
        if (o is not (int or string))
            return Stop.Text("neither");
        if (o is int n and (< 10 or > 40))
        {
            n += Stop.Int(n);
            return n.ToString();
        }
        return o is string { Length: var length } s ? Stop.Text(s) + length : Stop.Text("middle");
    }

    // Trap: a pattern on the result of a cut, inside a condition, with a variable that outlives it.
    [Fragment, Case("a"), Case(null)]
    public static string OnResult(string? s)
    {
        if (Stop.Maybe(s) is not { } text)
            return Stop.Text("null");
        Stop.Void("between");
        return text + (Stop.Maybe(text + "!") is { Length: > 1 } more ? more + Stop.Int(more.Length) : "");
    }

    // Trap: constants that need conversion, char ranges, and a span of characters.
    [Fragment, Case("x=1"), Case("yes"), Case("no")]
    public static string Spans(string s)
    {
        switch (s.AsSpan())
        {
            case "yes":
                return Stop.Text("Y");
            case ['a' or 'n', ..]:
                return Stop.Text("N");
            case [>= 'w' and <= 'z', '=', ..]:
                return Stop.Text("assign");
        }
        return Stop.Text("?");
    }
}
