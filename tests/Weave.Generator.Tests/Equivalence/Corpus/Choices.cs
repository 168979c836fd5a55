using Weave;

namespace Corpus.Choices;

public static partial class Sample
{
    static int Plain(int x) { Log.Add($"plain {x}"); return x; }

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
}
