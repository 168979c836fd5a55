using Weave;

namespace Corpus.Texts;

public sealed class Loud(int value) : IFormattable
{
    public int Value = value;

    public override string ToString() { Log.Add($"text of {Value}"); return $"<{Value}>"; }

    public string ToString(string? format, IFormatProvider? provider) { Log.Add($"{format} of {Value}"); return $"<{Value}:{format}>"; }
}

public static partial class Sample
{
    static int Plain(int x) { Log.Add($"plain {x}"); return x; }

    static int Change(Loud loud, int value) { loud.Value += value; return value; }

    // Trap: holes are evaluated and turned into text one after the other; text between them, alignment, formats.
    [Fragment, Case(3)]
    public static string Holes(int x)
    {
        var a = $"{Plain(1)} {Stop.Int(2),5} {x:000} {Stop.Int(3):X4}|{Plain(4)}";
        var b = $"{Stop.Text("only")}";
        var c = $"{{{Stop.Int(1)}}} {x}";
        var d = $"{x++} {Stop.Int(x)} {x} {Stop.Maybe(null)}!";
        var e = $"""{x} "raw" {Stop.Int(5)}""";
        var f = $@"\{Stop.Text("p")}\{x}";
        return a + b + c + d + e + f;
    }

    // Trap: an object becomes text before the next hole changes it.
    [Fragment, Case(3)]
    public static string Changing(int x)
    {
        var loud = new Loud(x);
        var a = $"{loud} {Change(loud, Stop.Int(10))} {loud}";
        var b = $"{loud:f} {loud,8} {Change(loud, Stop.Int(20))} {loud:g} {Change(loud, Stop.Int(30)):00}";
        object any = loud;
        var c = $"{any}{Stop.Text("z")}{Get(loud)}{Change(loud, Stop.Int(1))}";
        return a + b + c;
    }

    static Loud Get(Loud loud) { Log.Add("get"); return loud; }

    // Trap: concatenation turns each operand into text in its turn as well.
    [Fragment, Case(3)]
    public static string Concatenated(int x)
    {
        var loud = new Loud(x);
        var a = loud + Stop.Text("a") + loud;
        var b = "b" + loud + Change(loud, Stop.Int(10)) + loud;
        var c = loud + ("c" + Change(loud, Stop.Int(20)));
        object any = loud;
        any += "d" + Change(loud, Stop.Int(30));
        string? none = null;
        var e = none + Stop.Maybe(null) + any;
        e += loud + Stop.Text("e");
        return a + b + c + any + e + (x + Stop.Int(1) + "f" + x + Stop.Int(2));
    }

    // Trap: a hole with a condition, a nested text, a cast, a lambda beside it.
    [Fragment, Case(3)]
    public static string Nested(int x)
    {
        var a = $"{(x > 2 ? Stop.Text("big") : "small")} {$"<{Stop.Int(x)}>"} {(long)Stop.Int(4)} {Apply(static y => y + 1, Stop.Int(5))}";
        var b = $"{new[] { 1, 2, 3 }.Select(y => y * x).Sum()} {Stop.Int(6)} {(Stop.Bool(true) ? x : -x)}";
        return a + b;
    }

    static int Apply(Func<int, int> f, int x) => f(x);

    // Trap: a FormattableString keeps its arguments, and becomes text when it is asked.
    [Fragment, Case(3)]
    public static string Formattable(int x)
    {
        var loud = new Loud(x);
        var text = Invariant($"{loud} {Change(loud, Stop.Int(10))} {x:00}");
        IFormattable other = $"{Stop.Int(1)} {x}";
        return text + other;
    }

    static string Invariant(FormattableString text) => text.ArgumentCount + text.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // Trap: raw text of several lines, holes that follow a cut only.
    [Fragment, Case(3)]
    public static string Raw(int x)
    {
        var a = $"""
            first {Stop.Int(x)}
              second {x}
            """;
        var b = $$"""{ {{Stop.Int(1)}} }""";
        return a + b;
    }
}
