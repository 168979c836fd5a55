using Weave;

namespace Corpus.Variables;

public sealed record Point(int X, int Y);

public static partial class Sample
{
    // Trap: out variables before, in and after cuts.
    [Fragment, Case("12"), Case("x")]
    public static int Out(string text)
    {
        if (!int.TryParse(text, out var number))
            number = -1;
        Stop.Void("a");
        var ok = int.TryParse(text + "0", out int tens);
        var sum = number + Stop.Int(tens);
        TryGet(out var a, out _, out sum);
        Stop.Void("b");
        return sum + a + number + (ok ? 1 : 0);
    }

    static bool TryGet(out int a, out string b, out int c)
    {
        a = 1;
        b = "b";
        c = 100;
        return true;
    }

    // Trap: pattern variables in conditions with cuts around and inside.
    [Fragment, Case(5), Case("five"), Case(null)]
    public static string Patterns(object? o)
    {
        if (o is int number && Stop.Bool(number > 3))
            return "int" + Stop.Int(number);
        if (o is not string text)
            return Stop.Text("neither");
        Stop.Void("string");
        if (text is { Length: > 2 and var length })
        {
            Stop.Void("long");
            return text + length;
        }
        return text;
    }

    // Trap: a pattern variable in a while condition is a new one in each iteration.
    [Fragment, Case(3)]
    public static string While(int n)
    {
        var text = "";
        while (Next(ref n) is { } item)
        {
            Stop.Void("in");
            text += item;
            if (Next(ref n) is string other)
                text += Stop.Text(other) + item;
        }
        return text;
    }

    static string? Next(ref int n) => n-- > 0 ? $"n{n}" : null;

    // Trap: property, positional, list and nested patterns.
    [Fragment, Case(3)]
    public static string Shapes(int x)
    {
        object o = new Point(x, 4);
        var text = "";
        if (o is Point { X: var a, Y: > 3 } point)
        {
            Stop.Void("in");
            text += a + point.Y;
        }
        if (o is Point(var b, var c) && Stop.Int(b) == 3)
            text += b + c;
        if (new[] { 1, x, 5 } is [var first, .., var last])
            text += Stop.Int(first) + last;
        if (o is not Point { X: 3 } p)
            return text;
        Stop.Void("end");
        return text + p;
    }

    // Trap: deconstruction declares, assigns, mixes both and discards.
    [Fragment, Case(3)]
    public static string Deconstruction(int x)
    {
        var (a, b) = new Point(x, 2);
        Stop.Void("a");
        (int c, var d) = (a + b, "d");
        Stop.Void("b");
        (a, var e) = (b, a);
        (b, _) = new Point(9, 9);
        var ((f, g), h) = ((1, 2), 3);
        Stop.Void("c");
        foreach (var pair in new[] { new Point(1, 2), new Point(3, 4) })
        {
            var (i, j) = pair;
            Stop.Void("loop");
            f += i * j;
        }
        return $"{a}{b}{c}{d}{e}{f}{g}{h}";
    }

    // Trap: a switch expression and a switch statement declare variables; guards read locals.
    [Fragment, Case(5), Case("t"), Case(2.5), Case(null)]
    public static string Switches(object? o)
    {
        var limit = Stop.Int(3);
        var text = o switch
        {
            int n when n > limit => "big" + n,
            int n => "small" + n,
            string { Length: var l } s => s + l,
            null => "null",
            var other => other.ToString()!,
        };
        Stop.Void("mid");
        switch (o)
        {
            case int n when n > limit:
                text += n;
                break;
            case string s:
                limit++;
                goto default;
            case null:
                goto case 7;
            case 7:
                text += "seven";
                break;
            default:
                text += "other" + limit;
                break;
        }
        return text + Stop.Int(limit);
    }

    // Trap: an out variable in a loop's condition, a for whose condition declares.
    [Fragment, Case(3)]
    public static int Conditions(int n)
    {
        var map = new Dictionary<int, int> { [3] = 2, [2] = 1, [1] = 7 };
        var sum = 0;
        while (map.TryGetValue(n, out var next))
        {
            Stop.Void("in");
            sum = sum * 10 + next;
            if (next == 7)
                break;
            n = next;
        }
        for (var i = 0; map.TryGetValue(i + 1, out var value) && value < 7 || i == 0; i++)
            sum += Stop.Int(i);
        return sum;
    }

    // Trap: ref locals and spans between cuts.
    [Fragment, Case(3)]
    public static int Refs(int x)
    {
        var values = new[] { 1, 2, 3 };
        {
            ref var second = ref values[1];
            second += x;
            second *= 2;
        }
        Stop.Void("a");
        {
            Span<int> span = stackalloc int[3];
            values.CopyTo(span);
            foreach (ref var item in span)
                item++;
            values[0] = span[0] + span[^1];
        }
        Stop.Void("b");
        return values[0] * 100 + values[1];
    }

    // Trap: a variable whose declaration stands in an expression of a statement with a cut.
    [Fragment, Case("7")]
    public static int InCutStatement(string text)
    {
        var sum = Stop.Int(1) + (int.TryParse(text, out var number) ? number : 0) + Stop.Int(2);
        sum += number;
        Stop.Int(int.TryParse(text + "1", out var more) ? more : 0);
        return sum * 100 + more + Stop.Int(number);
    }

    // Trap: null-conditional, null-coalescing, ranges, indices, interpolation, throw expressions without cuts.
    [Fragment, Case("abc"), Case(null)]
    public static string Operators(string? text)
    {
        var length = text?.Length ?? -1;
        Stop.Void("a");
        text ??= "none";
        var part = text[1..^1];
        var last = text[^1];
        Stop.Void("b");
        var checkedText = length > 100 ? throw new InvalidOperationException() : $"{part,5}|{last}|{length:000}";
        int[] all = [.. new[] { 1, 2 }, length];
        Stop.Void("c");
        return checkedText + all.Length + nameof(length) + default(int) + typeof(int).Name + sizeof(int);
    }

    // Trap: a negated pattern in parentheses; names that end like the ones made for patterns; a condition of a do loop that declares.
    [Fragment, Case(3), Case("s")]
    public static string Negated(object o)
    {
        if (o is (not string text))
            return Stop.Text("no");
        Stop.Void("a");
        var n = 3;
        do
        {
            n--;
            Stop.Void("turn");
        }
        while (o is string { Length: > 0 and var length } again && n > length);
        return text + n;
    }

    // Trap: a loop condition that is taken apart and declares.
    [Fragment, Case(3)]
    public static string WhileOnCut(int n)
    {
        var text = "";
        while (Next(ref n) is { } item && Stop.Bool(item != "n0"))
        {
            text += item;
            Stop.Void(item);
        }
        for (var i = 0; int.TryParse(i.ToString(), out var number) && Stop.Int(number) < 2; i++)
            text += number;
        return text;
    }

    // Trap: a switch expression's and a lambda's own variables beside one of the same name.
    [Fragment, Case(3)]
    public static string OwnVariables(object o)
    {
        Func<object, string> show = static x => x is int own ? $"i{own}" : "?";
        var text = show(o);
        {
            var first = o switch { int own => own, _ => 0 };
            text += first;
        }
        Stop.Void("a");
        {
            if (o is int own && own > 0)
                text += own + Stop.Text("b");
        }
        return text;
    }

    // Trap: shadow-free reuse of one name as pattern variable, local and loop variable in sibling scopes.
    [Fragment, Case(3)]
    public static string SameName(object o)
    {
        var text = "";
        if (o is int item && item > 0)
        {
            Stop.Void("1");
            text += item;
        }
        foreach (var item2 in new[] { "a" })
        {
            if (item2 is { Length: 1 } inner)
                text += Stop.Text(inner);
        }
        {
            if (o is string inner)
                text += inner;
            else
                text += Stop.Text("not");
        }
        return text;
    }
}
