using System.Linq.Expressions;
using Weave;

namespace Corpus.Forms;

public static partial class Sample
{
    static int number;

    public static void Reset() => number = 1;

    static int Plain(int x) { Log.Add($"plain {x}"); return x; }

    static int Bump(int by) { number += by; return number; }

    // Trap: what is moved out of checked(...) stays checked, what is moved out of unchecked(...) stays unchecked.
    [Fragment, Case(int.MaxValue), Case(1)]
    public static string CheckedParts(int x)
    {
        var text = "";
        foreach (var step in new[] { 0, 1, 2, 3, 4 })
        {
            try
            {
                if (step == 0)
                    text += checked((x + 1) + Stop.Int(1));
                else if (step == 1)
                    text += checked(Stop.Int(x) + 1);
                else if (step == 2)
                    text += checked(Plain(1) > 0 ? Stop.Int(x + 1) : 0);
                else if (step == 3)
                    text += unchecked(x + 1 + Stop.Int(1)) + checked((byte)Stop.Int(x));
                else
                    text += checked(Plain(x * 2) + unchecked(x * 2 + Stop.Int(1)));
            }
            catch (OverflowException)
            {
                text += "overflow";
            }
        }
        return text;
    }

    // Trap: the branches of a returned choice are converted to the choice's own type first.
    [Fragment, Case(true), Case(false)]
    public static object Boxed(bool flag) => flag ? Stop.Int(1) : 2.5;

    // Trap: the same with a target type: each branch is converted to that.
    [Fragment, Case(true), Case(false)]
    public static long? Targeted(bool flag) => flag ? Stop.Int(1) : null;

    // Trap: what && and || let C# know about assignment still holds when they are ifs.
    [Fragment, Case("7"), Case("x"), Case("-1")]
    public static int Assigned(string s)
    {
        int a, b;
        if (Stop.Bool(true) && int.TryParse(s, out a) && Stop.Bool(a > 0) && (b = a * 2) > 5)
            return a + b;
        if (!(Stop.Bool(true) && int.TryParse(s, out var c)) || Stop.Bool(c == 0))
            return -1;
        int d;
        var e = Stop.Bool(c < 0) ? (d = 1) : (d = 2);
        return c + d + e;
    }

    // Trap: is, as, casts and patterns over a cut; pattern variables of the pieces.
    [Fragment, Case(3)]
    public static string Types(int x)
    {
        object o = Stop.Int(x);
        var a = Stop.Maybe("s") is string { Length: > 0 } s && Stop.Bool(true) ? s + s : "none";
        var b = Box(Stop.Int(2)) as string ?? Stop.Text("not text");
        var c = (Box(Stop.Int(4)) is int n ? n : 0) + (Box(Stop.Text("t")) is int m ? m : Stop.Int(5));
        var d = (double)Stop.Int(1) / (Stop.Int(2) as object is int k && Stop.Bool(k == 2) ? k : 1);
        return $"{a} {b} {c} {d} {o is int and > 2}";
    }

    static object Box(object o) => o;

    // Trap: only the first sequence of a query is evaluated here; a fragment call in the rest is a plain call.
    [Fragment, Case(3)]
    public static string Query(int x)
    {
        var q = from i in Enumerable.Range(Stop.Int(1), 4)
                where i != x
                let y = i * x
                orderby -i
                select $"{i}:{y}";
        var text = string.Join(",", q.ToList());
        var sum = (from i in Enumerable.Range(0, Stop.Int(2)) from j in new[] { i, x } select Plain(Stop.Int(i) + j)).Sum();
        return text + sum + Stop.Int(1);
    }

    // Trap: lambdas and method groups beside cuts are made before them, from receivers that are evaluated before them.
    [Fragment, Case(3)]
    public static string Functions(int x)
    {
        var a = Call(Plain, Stop.Int(1)) + Call(y => y + x, Stop.Int(2)) + Call(static y => -y, Stop.Int(3)) + Call(delegate(int y) { return y * 2; }, Stop.Int(4));
        var list = new List<int> { 1, 2 };
        var b = Call(Pick(list).IndexOf, Stop.Int((list = new List<int> { 5 }).Count + 1));
        var c = CallTree(y => y + x, Stop.Int(5));
        var d = Call((Func<int, int>)(y => y - 1), Stop.Int(6));
        return $"{a} {b} {c} {d}";
    }

    static List<int> Pick(List<int> list) { Log.Add("pick"); return list; }

    static int Call(Func<int, int> f, int x) => f(x);

    static int CallTree(Expression<Func<int, int>> f, int x) => f.Compile()(x);

    // Trap: a local of an anonymous type lives between two cuts only.
    [Fragment, Case(3)]
    public static string Unnamed(int x)
    {
        var total = Stop.Int(x);
        var pair = new { total, Double = total * 2 };
        var text = $"{pair.total} {pair.Double}";
        total += Stop.Int(1);
        var groups = new[] { 3, 1, 2, 3 }.GroupBy(static n => n).Select(static g => new { g.Key, Count = g.Count() }).OrderBy(static g => g.Key);
        foreach (var g in groups)
            text += $" {g.Key}x{g.Count}";
        for (var i = 0; i < 3; i++)
        {
            var here = new { i, total };
            text += here.i + here.total;
            total += Stop.Int(i);
        }
        var last = new { Value = Stop.Int(9) };
        return text + last.Value;
    }

    // Trap: what cannot leave the process is live across some calls: those are plain, and only those.
    [Fragment, Case(3)]
    public static string Held(int x)
    {
        var a = Stop.Int(1);
        Func<int, int> f = y => y + x;
        var b = f(Stop.Int(2)) + Stop.Int(3);
        Span<int> span = new[] { a, b };
        var four = Stop.Int(4);
        span[0] += four;
        var c = span[0] + Total(span[1..], Stop.Int(5));
        var n = 0;
        Action count = () => n++;
        for (var i = 0; i < 2; i++)
        {
            count();
            c += Stop.Int(i);
        }
        return $"{a} {b} {c} {n} {Stop.Int(6)}";
    }

    static int Total(Span<int> numbers, int more) => numbers[0] + more;

    // Trap: names that mean something else: members in initializers and patterns, parameters of lambdas, types, named arguments.
    [Fragment, Case(3)]
    public static string Names(int x)
    {
        var named = new Named { x = Stop.Int(x), Color = Color.Green };
        var a = named is { x: 3, Color: var color } ? color : Color.Red;
        Func<int, int> twice = static x => x * 2;
        var b = Take(y: twice(x), x: 1);
        x = 4;
        var Color2 = named.Color;
        var c = new { x = Stop.Int(x) }.x;
        return $"{a} {b} {c} {nameof(x)} {x} {Color2} {Use(Color.Red, Stop.Int(1), named.Color)}";
    }

    static string Use(Color Color, int x, Color other) => $"{Color.ToString()}{x}{Color.Green}{other}";

    static int Take(int x, int y) => Plain(x * 100 + y);

    public sealed class Named
    {
        public int x;

        public Color Color { get; set; }
    }

    public enum Color { Red, Green }

    // Trap: awaits in positions that are not the root of a statement.
    [Fragment, Case(3)]
    public static async Task<string> Awaits(int x)
    {
        var list = new List<int> { await Stop.IntAsync(1), Plain(2), await Task.FromResult(3) };
        var text = $"{x} {await Stop.IntAsync(x)} {await Task.FromResult("t")}";
        int? none = null;
        var a = none ?? await Stop.IntAsync(4);
        string? s = null;
        s ??= await Task.FromResult("s");
        var b = s?.PadLeft(await Stop.IntAsync(5));
        var c = (await Stop.IntAsync(6), x, await Task.FromResult(7));
        list[await Stop.IntAsync(1)] += await Stop.IntAsync(8);
        var d = new Dictionary<string, int> { ["k"] = await Stop.IntAsync(9) };
        int[] e = [await Stop.IntAsync(10), .. list];
        return $"{string.Join(",", list)} {text} {a} {b} {c} {d["k"]} {string.Join(",", e)} {(await Stop.IntAsync(1) > 0 && await Task.FromResult(true) ? 1 : 2)}";
    }

    // Trap: generic receivers and params collections; optional arguments between.
    [Fragment, Case(3)]
    public static string Calls(int x)
    {
        var a = Many("m", Stop.Int(1), x, Stop.Int(2));
        var b = Many("n");
        var c = Optional(b: Stop.Int(3), a: Plain(4));
        var d = string.Format("{0}{1}{2}{3}", Stop.Int(1), "b", x, Stop.Text("d"));
        var e = Math.Max(Stop.Int(5), Plain(x)) + Enumerable.Repeat(Stop.Int(6), Stop.Int(2)).Sum();
        return $"{a} {b} {c} {d} {e}";
    }

    static string Many(string name, params int[] rest) => name + string.Join(",", rest);

    static int Optional(int a, int b = 2, int c = 3) => a * 100 + b * 10 + c;

    // Trap: too much in temporaries is wrong too: constants, types, this and untouched variables stay.
    [Fragment, Case(3)]
    public static int Least(int x)
    {
        const int k = 5;
        var text = "abc";
        return x * k + Stop.Int(x) + text.Length + Math.Max(k, Stop.Int(text.Length)) + int.Parse("1") + Stop.Int(typeof(int).Name.Length + sizeof(int));
    }
}
