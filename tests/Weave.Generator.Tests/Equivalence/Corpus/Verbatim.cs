using System.Text;
using Weave;
using Pair = System.Collections.Generic.KeyValuePair<string, int>;
using static System.Math;

namespace Corpus.Verbatim;

#pragma warning disable CS0618

/// <summary>What holds no cut is copied: it has to mean the same where it is copied to.</summary>
public static partial class Sample
{
    sealed class Resource(string name) : IDisposable
    {
        public void Dispose() => Log.Add($"dispose {name}");
    }

    static readonly object gate = new();

    // Trap: statements without cuts stay whole, also with loops inside that are not polled.
    [Fragment, Case(3)]
    public static int Statements(int n)
    {
        var sum = 0;
        using (new Resource("a"))
        {
            for (var i = 0; i < n; i++)
                sum += i;
        }
        Stop.Void("1");
        lock (gate)
        {
            while (sum < 10)
                sum++;
        }
        Stop.Void("2");
        switch (n)
        {
            case 1:
                sum = 1;
                break;
            case 3:
                for (var i = 0; i < n; i++)
                {
                    if (i == 1)
                        continue;
                    sum += i;
                }
                goto case 4;
            case 4:
                sum *= 2;
                break;
        }
        Stop.Void("3");
        unchecked
        {
            sum += int.MaxValue;
        }
        unsafe
        {
            var copy = sum;
            var pointer = &copy;
            *pointer += 1;
            sum = copy;
        }
        {
            using var scoped = new Resource("b");
            sum += n;
        }
        return sum + Stop.Int(n);
    }

    // Trap: jumps out of copied statements into the loop around them.
    [Fragment, Case(6)]
    public static string JumpsOut(int n)
    {
        var text = "";
        for (var i = 0; i < n; i++)
        {
            lock (gate)
            {
                if (i == 1)
                    continue;
            }
            switch (i)
            {
                case 2:
                    continue;
                case 3:
                    text += "three";
                    break;
            }
            using (new Resource("r" + i))
            {
                if (i == 4)
                    break;
            }
            text += i + Stop.Text(";");
        }
        return text;
    }

    // Trap: raw and verbatim strings of several lines keep every character.
    [Fragment, Case(1)]
    public static string Strings(int x)
    {
        var raw = """
            first
              "second" {x}
            third
            """;
        Stop.Void("a");
        var interpolated = $$"""
            {{x}} and {x}
                indented
            """;
        var verbatim = @"one
        two ""quoted""
   three\n";
        Stop.Void("b");
        var both = $@"a{x}
b{{}}";
        return raw + interpolated + verbatim + both + "\t\\\u00e9\0" + 'x' + '\'' + "é" + """one line""";
    }

    // Trap: comments, regions and conditional compilation in bodies.
    [Fragment, Case(1)]
    public static int Trivia(int x)
    {
        // a comment
        var a = /* inside */ x + 1; // after
#region Part
        /* several
           lines */
        Stop.Void("a");
#endregion
#if SAMPLE
        a += 10;
#else
        a += 20;
#endif
#if NOT_DEFINED
        Stop.Void("never");
#elif SAMPLE
        a += Stop.Int(3);
#endif
#pragma warning disable CS0219
        var unused = 1;
#pragma warning restore CS0219
#line 1000 "other.cs"
        while (x > 0) // tail comment
        {
            // only a comment
            x--; /* here */
        }
#line default
        return a /* mid */ + x; // end
    }

    // Trap: aliases, static usings, names of this namespace and of the type resolve as they did.
    [Fragment, Case(3)]
    public static string Names(int x)
    {
        Pair pair = new("k", Max(x, 2));
        var builder = new StringBuilder();
        builder.Append(Abs(-x)).Append(PI > 3);
        Stop.Void("a");
        builder.Append(pair.Key).Append(nameof(Names)).Append(nameof(x)).Append(nameof(pair.Value));
        builder.Append(Local.Value).Append(Corpus.Verbatim.Sample.Local.Value).Append(global::Corpus.Verbatim.Sample.Local.Value);
        Stop.Void("b");
        return builder.ToString() + Hidden;
    }

    static class Local
    {
        public const string Value = "local";
    }

    const string Hidden = "hidden";

    // Trap: names that are not ASCII.
    [Fragment, Case(3, "ß")]
    public static string Größe(int größe, string ñame)
    {
        var 変数 = größe * 2;
        Stop.Void("a");
        for (var é = 0; é < 2; é++)
            変数 += Stop.Int(é);
        return ñame + 変数;
    }

    // Trap: generics, casts, is/as, arrays of arrays, anonymous types between cuts.
    [Fragment, Case(3)]
    public static string Types(int x)
    {
        var list = Generic<int>(x);
        Stop.Void("a");
        int total;
        {
            var anonymous = new { Name = "n", Value = x };
            total = anonymous.Value + anonymous.Name.Length;
        }
        Stop.Void("b");
        object o = list;
        var back = o as List<int>;
        var again = (List<int>)o;
        var jagged = new int[2][] { [1], [2, 3] };
        Stop.Void("c");
        return $"{back!.Count} {again[0]} {total} {jagged[1][1]} {o is List<string>} {Generic<string>("s").Count}";
    }

    static List<T> Generic<T>(T value) => [value];

    // Trap: a statement on one line with a loop, several statements on a line, labels of formatting.
    [Fragment, Case(3)]
    public static int Dense(int n) { var s = 0; for (var i = 0; i < n; i++) { s += Stop.Int(i); if (s > 2) break; } return s; }

    // Trap: attributes, static local functions, local constants, default literals, tuples in copied code.
    [Fragment, Case(3)]
    public static int LocalKinds(int n)
    {
        static int Square(int v) => v * v;
        [Obsolete] static int Old(int v) => v;
        const int two = 2;
        int Two() => two;
        Stop.Void("a");
        return Square(n) + Old(1) + Two() + Stop.Int(two);
    }
}
