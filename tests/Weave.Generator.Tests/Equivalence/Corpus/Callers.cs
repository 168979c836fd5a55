using System.Runtime.CompilerServices;
using Weave;

namespace Corpus.Callers;

public sealed class Origin([CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
{
    public string At => $"{member}:{line}";

    public string Extra { get; set; } = "";

    public string this[int x, [CallerMemberName] string name = "", [CallerArgumentExpression(nameof(x))] string text = ""] => $"{x} {name} {text}";
}

public static partial class Sample
{
    static string Who(int x, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0, [CallerArgumentExpression(nameof(x))] string text = "") => $"{x} {member} {line} {text}";

    static string Where([CallerFilePath] string path = "") => path;

    static string Rest([CallerMemberName] string member = "", params int[] rest) => member + rest.Length;

    static string Text(this int value, [CallerArgumentExpression(nameof(value))] string? text = null, [CallerMemberName] string? member = null) => $"{value} {text} {member}";

    [Fragment]
    static string Deep(string what, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
    {
        Stop.Void(what);
        return $"{what} {member} {line}";
    }

    // Trap: a copied call stands in another method and on another line, its argument in a temporary; it says what the original said.
    [Fragment, Case(2)]
    public static string Implicit(int x)
    {
        var a = Who(x);
        var b = Who(x + Stop.Int(1));
        var c = Who(Stop.Int(x) * 2, line: Stop.Int(7));
        var d = Where() + Rest() + Rest("given", 1, 2);
        var e = (x + Stop.Int(3)).Text() + x.Text() + Stop.Int(4).Text(text: "said");
        return a + b + c + d + e;
    }

    // Trap: constructors and indexers have caller information too; so have fragment functions.
    [Fragment, Case(2)]
    public static string Others(int x)
    {
        var a = new Origin();
        var b = new Origin { Extra = Stop.Text("e") };
        Origin c = new(line: Stop.Int(5));
        var d = a[x] + a[Stop.Int(x + 1)] + b.At + c.At;
        var e = Deep("one") + Deep(Stop.Text("two")) + Deep("three", line: x);
        Func<int, string> f = y => Who(y);
        return a.At + d + e + f(1) + Stop.Int(1);
    }

    // Trap: a loop body that is copied, a condition, a return.
    [Fragment, Case(2)]
    public static string Copied(int x)
    {
        var text = "";
        for (var i = 0; i < x; i++)
            text += Who(i);
        if (Who(x).Length > 3)
            return text + Who(x);
        return "";
    }
}
