using Weave;

namespace Corpus.Bounds;

/// <summary>Counted loops: how they are cut into strips must not show at any bound.</summary>
public static partial class Sample
{
    // Trap: i++ at int.MaxValue never happens in "i < max".
    [Fragment, Case(int.MaxValue - 3, int.MaxValue), Case(int.MinValue, int.MinValue + 3), Case(-3, 3), Case(5, 5), Case(6, 5), Case(int.MaxValue, int.MinValue), Case(0, 3000)]
    public static long Up(int from, int to)
    {
        long sum = 0;
        for (var i = from; i < to; i++)
            sum = sum * 3 + i;
        return sum;
    }

    // Trap: the distance between the bounds is more than int.MaxValue.
    [Fragment, Case(int.MinValue, int.MaxValue, 2500), Case(-2000000000, 2000000000, 1500)]
    public static long Far(int from, int to, int turns)
    {
        long sum = 0;
        for (var i = from; i < to; i++)
        {
            sum = sum * 3 + i;
            if (--turns == 0)
                return sum;
        }
        return -1;
    }

    // Trap: "<=" with an int counter and int.MaxValue wraps around in plain C#, until the body leaves.
    [Fragment, Case(int.MaxValue - 2, int.MaxValue, 6), Case(-2, 2, 100)]
    public static long Through(int from, int last, int turns)
    {
        long sum = 0;
        for (var i = from; i <= last; i++)
        {
            sum = sum * 3 + i;
            if (--turns == 0)
                return sum;
        }
        return sum;
    }

    [Fragment, Case(3, -3), Case(int.MinValue + 2, int.MinValue), Case(int.MaxValue, int.MaxValue - 3), Case(2000, -2000), Case(0, 0)]
    public static long Down(int from, int end)
    {
        long sum = 0;
        for (var i = from; i > end; i--)
            sum = sum * 3 + i;
        return sum;
    }

    [Fragment, Case(3, 0), Case(int.MinValue + 2, int.MinValue + 1)]
    public static long DownThrough(int from, int last)
    {
        long sum = 0;
        for (var i = from; i >= last; i--)
            sum = sum * 3 + i;
        return sum;
    }

    [Fragment, Case(long.MaxValue - 2000, long.MaxValue), Case(long.MinValue, long.MinValue + 1500), Case(-1L, 1L)]
    public static long Long(long from, long to)
    {
        long sum = 0;
        for (var i = from; i < to; i++)
            sum = unchecked(sum * 3 + i);
        return sum;
    }

    [Fragment, Case(int.MaxValue - 1500L, int.MaxValue), Case(3000000000L, int.MaxValue), Case(-5L, 5)]
    public static long LongThroughInt(long from, int last)
    {
        long sum = 0;
        for (var i = from; i <= last; i++)
            sum = unchecked(sum * 3 + i);
        return sum;
    }

    [Fragment, Case(2000L, -5), Case(int.MinValue + 3L, int.MinValue)]
    public static long LongDownThroughInt(long from, int last)
    {
        long sum = 0;
        for (var i = from; i >= last; i--)
            sum = unchecked(sum * 3 + i);
        return sum;
    }

    // Trap: a step of zero or less, a step that overshoots the bound or the type.
    [Fragment, Case(0L, 10000, 3L, 9999), Case(5L, 100, 0L, 5), Case(5L, 100, -2L, 5), Case(int.MaxValue - 10L, int.MaxValue, 4L, 50), Case(0L, 100, long.MaxValue / 2, 50)]
    public static long Step(long from, int last, long step, int turns)
    {
        long sum = 0;
        for (var i = from; i <= last; i += step)
        {
            sum = unchecked(sum * 3 + i);
            if (--turns < 0)
                return sum;
        }
        return sum;
    }

    // Trap: a strip ends exactly at the bound; the loop variable lives on after the loop.
    [Fragment, Case(1023), Case(1024), Case(1025), Case(2047), Case(2048), Case(2049)]
    public static long StripBorder(int n)
    {
        long sum = 0;
        int i;
        for (i = 0; i < n; i++)
            sum = unchecked(sum * 31 + i);
        return unchecked(sum * 31 + i);
    }

    // Trap: continue and return inside a strip.
    [Fragment, Case(1500, 1400), Case(1500, 5), Case(3000, 1024)]
    public static long StripJumps(int n, int stop)
    {
        long sum = 0;
        for (var i = 0; i < n; i++)
        {
            if (i % 3 == 0)
                continue;
            sum = unchecked(sum * 31 + i);
            if (i == stop)
                return sum;
        }
        return -sum;
    }

    // Trap: the bound is a length; the array variable may not change, its elements may.
    [Fragment, Case(1300)]
    public static long Length(int n)
    {
        var values = new int[n];
        long sum = 0;
        for (var i = 0; i < values.Length; i++)
            values[i] = i * i % 17;
        for (var i = 1; i < values.Length - 1; i++)
            values[i] += values[i - 1];
        foreach (var value in values)
            sum = unchecked(sum * 31 + value);
        return sum;
    }

    // Trap: bounds that change in the body, by assignment, by ref, by a local function: no strip.
    [Fragment, Case(1100)]
    public static int ChangingBound(int n)
    {
        var turns = 0;
        for (var i = 0; i < n; i++)
        {
            turns++;
            if (i % 2 == 0)
                n--;
        }
        var m = n;
        for (var i = 0; i < m; i++)
        {
            turns++;
            Shrink(ref m);
        }
        var k = n;
        void Less() => k--;
        for (var i = 0; i < k; i++)
        {
            turns++;
            Less();
        }
        return turns;
    }

    static void Shrink(ref int x) => x -= 2;

    // Trap: a field as bound changes behind the loop's back.
    static int bound;

    public static void Reset() => bound = 1200;

    [Fragment, Case(0)]
    public static int FieldBound(int start)
    {
        var turns = 0;
        for (var i = start; i < bound; i++)
        {
            turns++;
            bound--;
        }
        return turns;
    }

    // Trap: other counter types are not strips.
    [Fragment, Case(20)]
    public static long OtherTypes(int n)
    {
        long sum = 0;
        for (byte b = 0; b < n; b++)
            sum = sum * 3 + b;
        for (uint u = 0; u < n; u++)
            sum = sum * 3 + u;
        for (double d = 0; d < 1; d += 0.25)
            sum += (long)(d * 100);
        for (short s = (short)n; s >= 0; s -= 5)
            sum = sum * 3 + s;
        for (var c = 'a'; c < 'f'; c++)
            sum += c;
        return sum;
    }

    // Trap: the bound is an expression with an effect, or is evaluated differently each time.
    [Fragment, Case(3)]
    public static int EffectBound(int n)
    {
        var turns = 0;
        for (var i = 0; i < Log.Say(n); i++)
            turns += 2;
        for (var i = 0; i < n - turns / 3; i++)
            turns++;
        return turns;
    }

    // Trap: a strip-mined loop inside a polled one, whose counter is the inner one's bound.
    [Fragment, Case(40)]
    public static long Triangle(int n)
    {
        long sum = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
                sum = unchecked(sum * 5 + i - j);
            for (var j = n; j > i; j--)
                sum = unchecked(sum * 5 + j);
        }
        return sum;
    }

    // Trap: the counter is captured by a lambda.
    [Fragment, Case(4)]
    public static int CapturedCounter(int n)
    {
        var sum = 0;
        for (var i = 0; i < n; i++)
        {
            Func<int> twice = () => i * 2;
            sum = sum * 10 + twice();
        }
        return sum;
    }

    // Trap: the counter changes in the body.
    [Fragment, Case(2000)]
    public static int ChangedCounter(int n)
    {
        var turns = 0;
        for (var i = 0; i < n; i++)
        {
            turns++;
            if (turns % 10 == 0)
                i += 5;
        }
        return turns;
    }

    // Trap: a counter declared outside, read after the loop, with an exception in mid-strip.
    [Fragment, Case(1500, 1200), Case(1500, 2000)]
    public static int ThrowInStrip(int n, int at)
    {
        var i = 0;
        var values = new int[at];
        try
        {
            for (i = 0; i < n; i++)
                values[i] = i;
        }
        catch (IndexOutOfRangeException)
        {
            return -i;
        }
        return i;
    }
}
