namespace Weave.Benchmarks.Overhead;

/// <summary>Fragment functions of shapes that could cost an allocation when they are woven: lambdas, async, try regions, instances.</summary>
public sealed partial class AllocationFragments(int factor)
{
    int calls;

    /// <summary>A lambda that captures, on a way that is not taken: nothing may be allocated for it at the entry.</summary>
    [Fragment]
    public static int LambdaNotTaken(int[] values, int limit)
    {
        var sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] < 0)
            {
                var floor = limit;
                sum += Array.FindIndex(values, v => v > floor);
            }
            sum += Twice(values[i]);
        }
        return sum;
    }

    /// <summary>A lambda that captures nothing is made once.</summary>
    [Fragment]
    public static int LambdaWithoutCapture(int[] values)
    {
        var found = 0;
        foreach (var value in values)
            found += Array.Exists(values, static v => v == 3) ? Twice(value) : 0;
        return found;
    }

    /// <summary>A lambda that captures: as many bytes as in the plain method, and no more.</summary>
    [Fragment]
    public static int LambdaWithCapture(int[] values, int limit)
    {
        var found = 0;
        for (var i = 0; i < 4; i++)
        {
            var floor = limit + i;
            found += Array.FindIndex(values, v => v > floor) + Twice(i);
        }
        return found;
    }

    [Fragment]
    public static int TryFinally(int[] values)
    {
        var sum = 0;
        foreach (var value in values)
        {
            try
            {
                sum += Twice(value);
            }
            catch (OverflowException)
            {
                sum = 0;
            }
            finally
            {
                sum++;
            }
        }
        return sum;
    }

    [Fragment]
    public static int OverList(List<int> values)
    {
        var sum = 0;
        foreach (var value in values)
            sum += Twice(value);
        return sum;
    }

    [Fragment]
    public static async Task<int> Async(int[] values)
    {
        var sum = 0;
        foreach (var value in values)
            sum += await TwiceAsync(value);
        return sum;
    }

    [Fragment]
    public int Instance(int[] values)
    {
        var sum = 0;
        foreach (var value in values)
            sum += Scaled(value);
        calls++;
        return sum + calls - calls;
    }

    [Fragment]
    int Scaled(int value) => value * factor;

    [Fragment]
    static int Twice(int value) => value < 0 ? Twice(-value) : 2 * value;

    [Fragment]
    static async Task<int> TwiceAsync(int value) => value < 0 ? 2 * await TwiceAsync(-value) : 2 * value;
}
