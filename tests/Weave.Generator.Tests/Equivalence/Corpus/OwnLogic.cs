using Weave;

namespace Corpus.OwnLogic;

/// <summary>Logical operators of a type's own, and collections whose type comes from a cast.</summary>
public static partial class Sample
{
    public readonly record struct Tri(int V)
    {
        public static bool operator true(Tri t)
        {
            Log.Add($"true {t.V}?");
            return t.V > 0;
        }

        public static bool operator false(Tri t)
        {
            Log.Add($"false {t.V}?");
            return t.V < 0;
        }

        public static Tri operator &(Tri a, Tri b)
        {
            Log.Add($"{a.V} & {b.V}");
            return new(Math.Min(a.V, b.V));
        }

        public static Tri operator |(Tri a, Tri b)
        {
            Log.Add($"{a.V} | {b.V}");
            return new(Math.Max(a.V, b.V));
        }
    }

    static Tri Make(int v)
    {
        Log.Add($"make {v}");
        return new(v);
    }

    // Trap: the right side is evaluated only where the operator true says no; then | combines them.
    [Fragment, Case(1), Case(0), Case(-1)]
    public static int Or(int x)
    {
        var either = Make(x) || Make(Stop.Int(x + 1)) || Make(Stop.Int(5));
        return either.V + (Make(-1) || (Make(x) || Make(Stop.Int(-2)))).V * 100;
    }

    // Trap: a cut in the left side only leaves the operator whole.
    [Fragment, Case(1), Case(0), Case(-1)]
    public static int LeftOnly(int x) => (Make(Stop.Int(x)) && Make(2)).V * 10 + (Make(Stop.Int(x)) || Make(3)).V;

    // Trap: in a condition, the operator true is asked once more, of the outcome.
    [Fragment, Case(1), Case(0), Case(-1)]
    public static string Condition(int x)
    {
        if (Make(x) || Make(Stop.Int(x)))
            return "yes" + Stop.Int(1);
        while (Make(x++) || Make(Stop.Int(x - 1)))
            return "loop" + x;
        return (Make(x) || Make(Stop.Int(x))) ? "then" : "else";
    }

    // Trap: a condition of such a type in every place where a cut follows: the operator true is asked once.
    [Fragment, Case(1), Case(0)]
    public static string Conditions(int x)
    {
        var text = "";
        if (Make(x))
            text += Stop.Int(1);
        else if (Make(x + 1))
            text += Stop.Int(2);
        for (var i = 2; Make(i - x); i--)
            text += Stop.Int(i);
        while (Make(Stop.Int(x--)))
            text += Stop.Text("w");
        do
            text += Stop.Text("d");
        while (Make(++x));
        do
            text += "e";
        while (Make(Stop.Int(x-- - 1)));
        return text + (Make(x) ? Stop.Text("t") : "f") + (Make(x + 5) ? "t" : Stop.Text("f"));
    }

    readonly record struct Flag(bool Set)
    {
        public static implicit operator bool(Flag flag)
        {
            Log.Add($"flag {flag.Set}");
            return flag.Set;
        }
    }

    // Trap: a condition that converts to bool.
    [Fragment, Case(2)]
    public static int Converted(int x)
    {
        var flag = new Flag(x > 1);
        if (flag)
            x += Stop.Int(1);
        while (flag && new Flag(x < 5))
            x += Stop.Int(1);
        return flag ? Stop.Int(x) : 0;
    }

    // Trap: collections whose type comes from a cast, a conversion or a type argument.
    [Fragment, Case(2)]
    public static string Cast(int x)
    {
        var list = (List<int>)[1, Stop.Int(x), .. new[] { x, Stop.Int(3) }];
        var array = (int[])[x++, Stop.Int(x)];
        IEnumerable<long> longs = (IEnumerable<long>)[x, Stop.Long(7)];
        var nested = (List<int>[])[[Stop.Int(1)], (List<int>)[x, Stop.Int(2)], []];
        foreach (var i in (int[])[Stop.Int(8), 9])
            list.Add(i);
        return string.Join(",", list) + string.Join(",", array) + string.Join(",", longs) + string.Join(";", nested.Select(n => string.Join(",", n)))
            + ((HashSet<string>)[Stop.Text("a"), "a"]).Count + Count((List<int>)[1, Stop.Int(2)]);
    }

    static int Count<T>(IReadOnlyCollection<T> items) => items.Count;
}
