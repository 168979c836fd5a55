using Weave;

namespace Corpus.Locals;

public static partial class Sample
{
    // Trap: declarators of one statement are several variables, and a later one may read an earlier one.
    [Fragment, Case(1), Case(5)]
    public static int Declarators(int x)
    {
        int a = x + 1, b = Stop.Int(a * 2), c = a + b;
        a += Stop.Int(c);
        return a * 10000 + b * 100 + c;
    }

    // Trap: a constant is no variable; it must be there after a resume, in nested scopes too.
    [Fragment, Case(3)]
    public static string Constants(int x)
    {
        const int factor = 7;
        const string name = "seven";
        var result = Stop.Int(x) * factor;
        {
            const int inner = factor * 2;
            result += Stop.Int(inner) * inner;
        }
        return $"{name} {nameof(factor)} {result}";
    }

    // Trap: sibling scopes may hold the same name with another type; the frame needs two fields.
    [Fragment, Case(2), Case(0)]
    public static string Siblings(int x)
    {
        var text = "";
        if (x > 0)
        {
            var value = x * 2;
            Stop.Void("int");
            text += value;
        }
        else
        {
            var value = "none";
            Stop.Void("string");
            text += value;
        }
        {
            var value = 1.5;
            Stop.Void("double");
            text += value;
        }
        for (var value = 0L; value < 2; value++)
            text += Stop.Long(value);
        return text;
    }

    // Trap: C# does not see that the path which assigns is the path that reads: the generated code must not read "unassigned".
    [Fragment, Case(true), Case(false)]
    public static int Unassigned(bool first)
    {
        int a, b;
        if (first)
        {
            a = Stop.Int(1);
            b = 2;
        }
        else
        {
            b = Stop.Int(3);
            a = b + 1;
        }
        int later;
        Stop.Void("between");
        later = a;
        Stop.Void("after");
        return later * 10 + b;
    }

    // Trap: keywords as names.
    [Fragment, Case(4, "c")]
    public static string Keywords(int @class, string @string)
    {
        var @return = @class + 1;
        foreach (var @int in new[] { 1, 2 })
            @return += Stop.Int(@int) * @class;
        return @string + Stop.Text(@string) + @return;
    }

    // Trap: names that generated code would like to have.
    [Fragment, Case(1, 2)]
    public static int GeneratedNames(int ctx, int frame)
    {
        int at = ctx + 1, strip = frame + 1, self = 3, Cut = 4, Info = 5, Function = 6, Write = 7, int1 = 8, operand1 = 9, old1 = 10;
        ctx += Stop.Int(at) + Stop.Int(strip) * Stop.Int(self);
        for (var index1 = 0; index1 < 3; index1++)
            frame += index1;
        foreach (var cursor1 in new List<int> { 1, 2 })
            frame += Stop.Int(cursor1);
        return ctx + frame * 3 + at * 5 + strip * 7 + self * 11 + Cut * 13 + Info + Function + Write + int1 + operand1 + old1;
    }

    // Trap: a variable read only before a cut must not be kept, one assigned in a dead branch must.
    [Fragment, Case(9)]
    public static int Reused(int x)
    {
        var value = x;
        Log.Add(value);
        value = Stop.Int(value + 1);
        Log.Add(value);
        value = 3;
        Stop.Void("overwritten below");
        value = Stop.Int(5);
        return value;
    }

    // Trap: parameters are variables.
    [Fragment, Case(4, "a")]
    public static string Parameters(int count, string text)
    {
        while (count > 0)
        {
            text += count;
            count -= Stop.Int(1);
        }
        return text + count;
    }

    // Trap: declared without a value in a loop body; each iteration assigns it on one of two paths.
    [Fragment, Case(5)]
    public static int InLoop(int n)
    {
        var sum = 0;
        for (var i = 0; i < n; i++)
        {
            int part;
            if (i % 2 == 0)
                part = Stop.Int(i);
            else
                part = -i;
            Stop.Void("mid");
            sum = sum * 3 + part;
        }
        return sum;
    }

    // Trap: tuples and nullable value types as locals, with names and deconstruction.
    [Fragment, Case(5), Case(null)]
    public static string TuplesAndNullables(int? x)
    {
        (int Left, string Right) pair = (x ?? -1, "r");
        int? maybe = x;
        Stop.Void("a");
        pair.Left += 1;
        maybe++;
        Stop.Void("b");
        var (left, right) = pair;
        Stop.Void("c");
        return $"{left} {right} {maybe?.ToString() ?? "null"} {pair}";
    }

    // Trap: a var whose type is nullable by flow; strings that are null.
    [Fragment, Case(null), Case("x")]
    public static string NullableText(string? text)
    {
        string? copy = text;
        var other = copy;
        Stop.Void("a");
        if (other is null)
            other = "was null";
        Stop.Void("b");
        return other + (copy ?? "-");
    }

    // Trap: an array initializer without new has no type of its own.
    [Fragment, Case(2)]
    public static int ArrayInitializer(int x)
    {
        int[] values = { 1, 2, x };
        int[,] grid = { { 1, 2 }, { 3, x } };
        string[][] jagged = [["a"], ["b", "c"]];
        Stop.Void("a");
        values[0] += grid[1, 1];
        return values[0] * 100 + grid[1, 0] + jagged[1].Length + Stop.Int(values[2]);
    }

    // Trap: default, target-typed new, dynamic length arrays, enum and DateTime locals.
    [Fragment, Case(3)]
    public static string Types(int x)
    {
        DayOfWeek day = DayOfWeek.Friday;
        DateTime when = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        decimal money = 12.50m;
        Guid id = default;
        List<string> list = new() { "a" };
        Dictionary<string, int> map = new() { ["k"] = x };
        char letter = 'w';
        byte small = 250;
        Half half = (Half)1.5;
        Stop.Void("all live");
        list.Add(letter.ToString());
        map["l"] = small;
        return $"{day} {when:O} {money} {id} {string.Join(",", list)} {map["k"]}{map["l"]} {half} {letter}";
    }
}
