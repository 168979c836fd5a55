using System.Runtime.CompilerServices;
using Weave;

namespace ByHandle.AsyncSequences;

/// <summary>An await foreach over async iterators: nobody can save what is behind them, but in a test they can stay where they are.</summary>
public static partial class Sample
{
    static async IAsyncEnumerable<int> Numbers(int n, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        Log.Add("begin");
        try
        {
            for (var i = 1; i <= n; i++)
            {
                await Task.Yield();
                Log.Add($"yields {i}, {cancel.CanBeCanceled}");
                yield return i;
            }
        }
        finally
        {
            await Task.Yield();
            Log.Add("end");
        }
    }

    // Trap: an iterator's own finally block runs when the loop is left early.
    [Fragment, Case(0), Case(1), Case(2), Case(3)]
    public static async Task<int> Iterated(int how)
    {
        var sum = 0;
        await foreach (var i in Numbers(4))
        {
            if (i == 1)
                continue;
            sum = sum * 10 + await Stop.IntAsync(i);
            if (how == 1)
                break;
            if (how == 2)
                return -sum;
            if (how == 3)
                Stop.Throw("body");
        }
        return sum;
    }

    // Trap: steps and end are configured awaits of a struct that only the library can make.
    [Fragment, Case(3)]
    public static async Task<int> Configured(int n)
    {
        var sum = 0;
        await foreach (var i in Numbers(n).ConfigureAwait(false))
            sum = sum * 10 + Stop.Int(i);
        return sum;
    }

    // Trap: the token reaches the iterator; both wrappers.
    [Fragment, Case(2)]
    public static async Task<int> Cancellable(int n)
    {
        using var source = new CancellationTokenSource();
        var sum = 0;
        await foreach (var i in Numbers(n).WithCancellation(source.Token))
            sum = sum * 10 + Stop.Int(i);
        await foreach (var i in Numbers(n).WithCancellation(source.Token).ConfigureAwait(false))
            sum = sum * 10 + await Stop.IntAsync(i);
        return sum;
    }

    // Trap: an iterator that throws at a step; its exception is caught outside.
    [Fragment, Case(1)]
    public static async Task<string> Failing(int n)
    {
        var text = "";
        try
        {
            await foreach (var i in Faulty(n))
                text += Stop.Int(i);
        }
        catch (InvalidOperationException e)
        {
            text += e.Message + await Stop.IntAsync(2);
        }
        finally
        {
            text += "finally";
        }
        return text;
    }

    static async IAsyncEnumerable<int> Faulty(int n)
    {
        yield return n;
        await Task.Yield();
        throw new InvalidOperationException("faulty");
    }

    // Trap: iterators in one another, given as arguments; a parameter that nothing could save.
    [Fragment]
    public static async Task<List<string>> Zipped(IAsyncEnumerable<int> left, Func<int, IAsyncEnumerable<string>> right)
    {
        var all = new List<string>();
        await foreach (var l in left)
        {
            await foreach (var r in right(l))
                all.Add(l + r);
            Stop.Void("row");
        }
        return all;
    }

    [Fragment, Case(2)]
    public static async Task<string> Argued(int n) => string.Join(" ", await Zipped(Numbers(n), Letters));

    static async IAsyncEnumerable<string> Letters(int n)
    {
        for (var c = 'a'; n-- > 0; c++)
        {
            await Task.Yield();
            yield return c.ToString();
        }
    }

    /// <summary>A sequence by its interface alone, implemented explicitly.</summary>
    sealed class Explicit : IAsyncEnumerable<(int, string)>
    {
        async IAsyncEnumerator<(int, string)> IAsyncEnumerable<(int, string)>.GetAsyncEnumerator(CancellationToken cancellationToken)
        {
            yield return (1, "a");
            await Task.Yield();
            yield return (2, "b");
        }
    }

    // Trap: the interface's method is explicit; deconstruction.
    [Fragment, Case(1)]
    public static async Task<string> Explicitly(int x)
    {
        var text = "";
        await foreach (var (number, letter) in new Explicit())
            text += letter + Stop.Int(number + x);
        return text;
    }
}
