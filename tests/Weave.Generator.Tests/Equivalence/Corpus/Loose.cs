using Weave;

namespace Corpus.Loose;

/// <summary>What nothing else covers.</summary>
public static partial class Sample
{
    // Trap: an in, readonly or struct argument evaluated before a cut.
    [Fragment, Case(3)]
    public static string RefArguments(int x)
    {
        int a = 1, b = 2;
        Set(ref a, Stop.Int(x));
        Get(out var c, Stop.Int(x + 1));
        Set(ref b, Stop.Int(a) + b);
        return $"{a}{b}{c}";
    }

    static void Set(ref int target, int value) => target = target * 10 + value;

    static void Get(out int target, int value) => target = value;

    // Trap: loops after a ref local in the same block cannot be re-entered; after its block they can.
    [Fragment, Case(3)]
    public static int RefLocal(int x)
    {
        var values = new[] { 1, 2, 3 };
        {
            ref var first = ref values[0];
            for (var i = 0; i < x; i++)
                first += i;
            using var scoped = new System.IO.StringReader("");
            while (values[1] > 0)
                values[1]--;
        }
        for (var i = 0; i < x; i++)
            values[2] += Log.Say(i);
        return values[0] + values[2] + Stop.Int(1);
    }

    // Trap: a throw expression is a value in ?: and =>, but no statement's value.
    [Fragment, Case(1), Case(0), Case(-1)]
    public static int ThrowExpressions(int x)
    {
        var a = x > 0 ? Stop.Int(x) : x == 0 ? throw new InvalidOperationException("zero" + Stop.Int(4)) : Stop.Int(5);
        return a == 5 ? throw new ArgumentException("five") : Stop.Int(a) + 1;
    }

    [Fragment, NoCapture("it throws at once"), Case(1)]
    public static int Thrower(int x) => throw new NotSupportedException("x" + x);

    [Fragment, Case(1), Case(2)]
    public static int ThrowOrTail(int x) => x == 1 ? throw new NotSupportedException("one" + Stop.Int(x)) : Stop.Int(x);

    // Trap: a delegate that a call gives is called in its turn.
    [Fragment, Case(2)]
    public static int CalledResult(int x) => Pick(x)(Log.Say(4)) + Stop.Int(1) + Pick(3)(x);

    static Func<int, int> Pick(int x)
    {
        Log.Add($"pick {x}");
        return v => v * x;
    }

    // Trap: two functions whose names differ in case only.
    [Fragment, Case(2)]
    public static int twin(int x) => Stop.Int(x) + 1;

    [Fragment, Case(2)]
    public static int Twin(int x) => twin(x) + Stop.Int(2);

    // Trap: an index from the end and a range next to cuts.
    [Fragment, Case(2)]
    public static string FromEnd(int x)
    {
        var a = new[] { 1, 2, 3, 4 };
        a[^1] = Stop.Int(9);
        a[^Stop.Int(x)] += a[^1];
        var from = Stop.Int(1);
        var b = a[from..];
        return string.Join(",", a) + b.Length;
    }

    // Trap: a call with a cut in an argument after one whose value a lambda reads.
    [Fragment, Case(2)]
    public static int LambdaBeforeCut(int x)
    {
        var y = x * 3;
        var sum = Use(() => y * 2, Stop.Int(5));
        return sum + Use(() => y, Stop.Int(1));
    }

    static int Use(Func<int> f, int x) => f() + x;

    // Trap: labels and names that generated code uses.
    [Fragment, Case(2)]
    public static int Labels(int n)
    {
        var Loop1 = 1;
        var Next1 = 2;
        var Cut1 = 3;
        var Block1 = 4;
        var Start = 5;
        for (var i = 0; i < n; i++)
        {
            if (i == 1)
                continue;
            Loop1 += Stop.Int(i) + Next1;
        }
        return Loop1 + Cut1 + Block1 + Start;
    }

    // Trap: enums, flags and casts of them with cuts.
    [Fragment, Case(DayOfWeek.Tuesday)]
    public static string Enums(DayOfWeek day)
    {
        var next = (DayOfWeek)(Stop.Int((int)day) + 1);
        var options = AttributeTargets.Class | AttributeTargets.Method;
        Stop.Void("a");
        options &= ~AttributeTargets.Class;
        next += Stop.Int(1);
        return $"{day} {next} {options}";
    }

    // Trap: DateTime, TimeSpan, decimal, Guid arithmetic across cuts.
    [Fragment, Case(3)]
    public static string Values(int x)
    {
        var when = new DateTime(2026, 2, 28, 0, 0, 0, DateTimeKind.Local);
        var span = TimeSpan.FromHours(x);
        var money = 10.10m;
        var big = new System.Numerics.BigInteger(long.MaxValue);
        for (var i = 0; i < x; i++)
        {
            when += span;
            money *= Stop.Int(2);
            big *= big;
        }
        return $"{when:O}{when.Kind} {money} {big}";
    }

    // Trap: double precision, NaN, negative zero, infinity.
    [Fragment, Case(0.1), Case(double.NaN), Case(-0.0)]
    public static double Doubles(double x)
    {
        var sum = x;
        for (var i = 0; i < 4; i++)
        {
            sum += Stop.Double(x) / 3;
            if (double.IsNegative(sum) && sum == 0)
                sum = double.NegativeInfinity;
        }
        return 1 / sum;
    }

    // Trap: an exception live in a variable across a cut keeps its type and message.
    [Fragment, Case(1), Case(0)]
    public static string LiveException(int x)
    {
        Exception? caught = null;
        try
        {
            Log.Add(10 / x);
        }
        catch (DivideByZeroException e)
        {
            caught = e;
        }
        Stop.Void("a");
        return caught is null ? "none" : caught.GetType().Name + caught.Message;
    }

    // Trap: the same call many times, equal siblings, in one statement and over several.
    [Fragment, Case(1)]
    public static int Siblings(int x)
    {
        var a = Stop.Int(x) + Stop.Int(x) + Stop.Int(x);
        a += Stop.Int(x);
        { a += Stop.Int(x); }
        { a += Stop.Int(x); }
        return a;
    }

    // Trap: returns without value, in the middle, after loops.
    [Fragment, Case(0), Case(1), Case(2)]
    public static void Returns(int how)
    {
        if (how == 0)
            return;
        for (var i = 0; i < 3; i++)
        {
            Stop.Void("turn");
            if (how == 1 && i == 1)
                return;
        }
        Log.Add("end");
    }

    // Trap: unreachable code after cuts, code after endless loops.
    [Fragment, Case(2)]
    public static int Unreachable(int n)
    {
        if (n > 0)
        {
            return Stop.Int(n);
            throw new InvalidOperationException();
        }
        while (true)
        {
            Stop.Void("never");
        }
    }

    // Trap: throw as the last statement, and only throws.
    [Fragment, Case(2)]
    public static int OnlyThrows(int n)
    {
        Stop.Void("a");
        throw new NotSupportedException("only " + Stop.Int(n));
    }

    // Trap: volatile and readonly statics, const fields, static constructors.
    [Fragment, Case(2)]
    public static string Statics(int n) => Lazy.Name + Stop.Int(n) + Lazy.Count;

    static class Lazy
    {
        public const string Name = "lazy";
        public static readonly int Count = Name.Length;
    }

    // Trap: culture-independent text, char arithmetic, string indexing with cuts.
    [Fragment, Case("abc")]
    public static string Chars(string text)
    {
        var result = "";
        for (var i = text.Length - 1; i >= 0; i--)
        {
            var letter = (char)(text[Stop.Int(i)] + 1);
            result += letter;
            result += text[i] - 'a';
        }
        return result;
    }

    // Trap: a jagged array built and read across cuts, multi-dimensional targets with effects.
    [Fragment, Case(2)]
    public static int Grids(int n)
    {
        var grid = new int[n, n];
        var rows = new int[n][];
        for (var i = 0; i < n; i++)
        {
            rows[i] = new int[n];
            for (var j = 0; j < n; j++)
            {
                grid[i, j] = Stop.Int(i * n + j);
                grid[j, Log.Say(i)] += Stop.Int(1);
                rows[i][j] = grid[i, j] * 2;
                rows[i][j]++;
            }
        }
        var sum = 0;
        foreach (var row in rows)
            foreach (var cell in row)
                sum = sum * 7 + cell;
        return sum;
    }

    // Trap: a nullable struct, its lifted operators and members with cuts.
    [Fragment, Case(5), Case(null)]
    public static string Nullables(int? x)
    {
        int? y = x + Stop.Int(1);
        var z = (x ?? -1) + Stop.Int(2);
        y += Stop.Int(3);
        bool? b = x > Stop.Int(4);
        var has = y.HasValue ? y.Value : Stop.Int(-9);
        return $"{y} {z} {b} {has}";
    }

    // Trap: object and collection initializers without cuts next to cuts; with expressions; ranges.
    [Fragment, Case(2)]
    public static string Initializers(int n)
    {
        var list = new List<int> { n, n + 1 };
        var map = new Dictionary<string, List<int>> { ["a"] = list, ["b"] = [n] };
        Stop.Void("a");
        map["b"].AddRange(list[..1]);
        var sized = new List<int>(Stop.Int(4)) { 1, 2 };
        return $"{map["a"].Count}{map["b"].Count}{sized.Capacity}{sized.Count}";
    }
}
