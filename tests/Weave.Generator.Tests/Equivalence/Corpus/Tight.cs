using Weave;

namespace Corpus.Tight;

/// <summary>Loops that may run over spans or in strips: nothing of that may show.</summary>
public static partial class Sample
{
    [Fragment, Cases(nameof(Arrays))]
    public static long Sum(int[] values)
    {
        long sum = 0;
        for (var i = 0; i < values.Length; i++)
            sum = unchecked(sum * 31 + values[i]);
        return sum;
    }

    public static IEnumerable<object?[]> Arrays() => [[new int[0]], [new[] { 1, 2, 3 }], [Enumerable.Range(1, 2100).ToArray()], [null]];

    // Trap: the loop starts before the array: the exception is the element's, at the first iteration.
    [Fragment, NoCapture("it throws in its first strip"), Case(-1), Case(-2000)]
    public static int Negative(int from)
    {
        var values = new[] { 1, 2, 3 };
        var sum = 0;
        for (var i = from; i < values.Length; i++)
            sum += values[i];
        return sum;
    }

    [Fragment, Case(1), Case(3), Case(4)]
    public static int Offset(int from)
    {
        var values = new[] { 1, 2, 3 };
        var sum = 0;
        for (var i = from; i < values.Length; i++)
            sum += values[i] * i;
        return Stop.Int(sum);
    }

    // Trap: an array of a derived type: a ref to its elements cannot be taken.
    [Fragment, Case(0)]
    public static int Covariant(int x)
    {
        object[] values = new string[] { "a", "bb", "ccc" };
        for (var i = 0; i < values.Length; i++)
            x += ((string)values[i]).Length;
        foreach (var value in values)
            x += ((string)value).Length;
        return Stop.Int(x);
    }

    // Trap: a store into a covariant array throws.
    [Fragment, Case(0)]
    public static int CovariantStore(int x)
    {
        object[] values = new string[3];
        try
        {
            for (var i = 0; i < values.Length; i++)
            {
                x = i;
                values[i] = i;
            }
        }
        catch (ArrayTypeMismatchException)
        {
            x += 100;
        }
        return Stop.Int(x);
    }

    // Trap: writes to this and other elements, reads of neighbours.
    [Fragment, Case(1300)]
    public static long Writes(int n)
    {
        var values = new long[n];
        for (var i = 0; i < values.Length; i++)
            values[i] = i * 3;
        for (var i = 0; i < values.Length; i++)
        {
            values[i]++;
            values[(i + 1) % n] += values[i];
        }
        long sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] % 2 == 0)
                continue;
            sum = unchecked(sum * 31 + values[i]);
        }
        return sum;
    }

    // Trap: the array variable is replaced in the loop.
    [Fragment, Case(0)]
    public static int Replaced(int x)
    {
        var values = new[] { 1, 2, 3 };
        for (var i = 0; i < values.Length; i++)
        {
            x = x * 10 + values[i];
            if (i == 1)
                values = [7, 8, 9, 10];
        }
        return Stop.Int(x);
    }

    // Trap: the array variable is null, or becomes so.
    [Fragment, NoCapture("it throws at once"), Case(null)]
    public static int Null(int[] values)
    {
        var sum = 0;
        for (var i = 0; i < values.Length; i++)
            sum += values[i];
        return sum;
    }

    // Trap: two arrays of different lengths, one indexed beyond its end in mid-strip.
    [Fragment, Case(1200, 1300), Case(1300, 1200)]
    public static string Two(int n, int m)
    {
        var a = new int[n];
        var b = new int[m];
        var done = 0;
        try
        {
            for (var i = 0; i < a.Length; i++)
            {
                a[i] = b[i] + i;
                done++;
            }
        }
        catch (IndexOutOfRangeException)
        {
            return "out " + done + a[done - 1];
        }
        return Stop.Text("all " + done);
    }

    // Trap: the element is changed while its own old value is in use; passed by ref; captured.
    [Fragment, Case(0)]
    public static int SelfUse(int x)
    {
        var values = new[] { 5, 6, 7 };
        for (var i = 0; i < values.Length; i++)
        {
            x = x * 10 + values[i] + (values[i] = i) + values[i]++ + values[i];
        }
        for (var i = 0; i < values.Length; i++)
            Grow(ref values[i]);
        return Stop.Int(x) + values[2];
    }

    static void Grow(ref int value) => value += 10;

    // Trap: struct elements with fields; strings; jagged arrays; chars of a string.
    [Fragment, Case("weave")]
    public static string Others(string text)
    {
        var points = new (int X, int Y)[3];
        for (var i = 0; i < points.Length; i++)
        {
            points[i].X = i;
            points[i].Y += points[i].X * 2;
        }
        var codes = 0;
        for (var i = 0; i < text.Length; i++)
            codes = codes * 3 + text[i];
        int[][] jagged = [[1], [2, 3]];
        for (var i = 0; i < jagged.Length; i++)
            codes += jagged[i][0] + jagged[i].Length;
        var strings = new[] { "a", "b" };
        for (var i = 0; i < strings.Length; i++)
            strings[i] += i;
        return points[2] + codes.ToString() + string.Join(",", strings) + Stop.Int(1);
    }

    // Trap: the counter is used otherwise, and after; the loop is left by break.
    [Fragment, Case(1500)]
    public static int Left(int n)
    {
        var values = new int[n];
        int i;
        for (i = 0; i < values.Length; i++)
        {
            values[i] = i;
            if (i > 1100)
                break;
        }
        return i * 10 + Stop.Int(values[1100]);
    }
}
