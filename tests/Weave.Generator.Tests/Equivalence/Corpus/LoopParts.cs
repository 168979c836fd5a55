using Weave;

namespace Corpus.LoopParts;

public static partial class Sample
{
    // Trap: the condition of a do loop stops; continue goes to it.
    [Fragment, Case(4)]
    public static string DoCondition(int n)
    {
        var text = "";
        var i = 0;
        do
        {
            i++;
            if (i == 2)
                continue;
            text += i;
        }
        while (Stop.Bool(i < n));
        return text;
    }

    // Trap: break out of the body skips the condition, which has a variable of its own.
    [Fragment, Case(3)]
    public static string DoBreak(int n)
    {
        var text = "";
        do
        {
            var local = Stop.Int(n);
            if (local == 1)
                break;
            text += local;
        }
        while (Stop.Int(--n) is var next && next > 0);
        return text + n;
    }

    // Trap: a do condition and an incrementor with a variable of their own and no cut; a local of the body has the incrementor's name.
    [Fragment, Case("3")]
    public static int OwnVariables(string text)
    {
        var sum = 0;
        do
        {
            sum += Stop.Int(1);
        }
        while (int.TryParse(text, out var parsed) && sum < parsed);
        for (var i = 0; i < 5; i += int.TryParse(text, out var step) ? step : 1)
        {
            var step = "body";
            sum += step.Length + Stop.Int(i);
        }
        return sum;
    }

    // Trap: initializer and incrementors of a for loop stop, several of each; continue runs the incrementors.
    [Fragment, Case(3)]
    public static string ForParts(int n)
    {
        var text = "";
        int j;
        for (int i = Stop.Int(0), k = Stop.Int(10); i < n; i += Stop.Int(1), k--)
        {
            if (i == 1)
                continue;
            text += i + ":" + k + " ";
        }
        for (j = Stop.Int(1), Log.Add("init"); Stop.Bool(j < n); j++, Stop.Void("step"))
            text += j;
        return text;
    }

    // Trap: condition, incrementor and body all stop, and the body leaves by return.
    [Fragment, Case(2), Case(9)]
    public static int Everywhere(int n)
    {
        for (var i = Stop.Int(0); Stop.Int(i) < n; i = Stop.Int(i) + 1)
        {
            if (Stop.Int(i * 10) == 30)
                return i;
        }
        return -1;
    }

    // Trap: while with a pattern and an out variable in a condition with a cut: new each time.
    [Fragment, Case(3)]
    public static string WhileVariables(int n)
    {
        var text = "";
        while (Stop.Int(n--) is > 0 and var m && int.TryParse("4" + m, out var parsed))
        {
            text += m + "," + parsed + " ";
            Stop.Void("body");
            if (parsed == 42)
                continue;
            text += parsed;
        }
        return text;
    }

    // Trap: a loop variable captured by a lambda is one for the whole for loop; a local of the body is one each time.
    [Fragment, Case(3)]
    public static string Closures(int n)
    {
        var text = "";
        for (var i = Stop.Int(0); i < n; i += Stop.Int(1))
        {
            var copy = i;
            Func<int> read = () => copy * 10;
            text += read();
        }
        return text;
    }

    // Trap: an exception in each part of the loop; the loop is in a try in a loop.
    [Fragment, Case(0), Case(1), Case(2), Case(3)]
    public static string Throws(int where)
    {
        var text = "";
        for (var turn = 0; turn < 2; turn++)
        {
            try
            {
                for (var i = Stop.Fail(0, where == 0, false); i < Stop.Fail(2, false, where == 1); i += Stop.Fail(1, where == 2, false))
                    text += Stop.Fail(i, false, where == 3 && i == 1);
            }
            catch (InvalidOperationException e)
            {
                text += e.Message + ";";
            }
            catch (ArgumentException e)
            {
                text += Stop.Text(e.Message) + ".";
            }
        }
        return text;
    }

    // Trap: do loops in do loops whose conditions stop, with jumps in try regions.
    [Fragment, Case(3)]
    public static string NestedDo(int n)
    {
        var text = "";
        var i = 0;
        do
        {
            var j = 0;
            do
            {
                try
                {
                    if (j == 1)
                        continue;
                    if (i == 2)
                        break;
                    text += i * 10 + j + " ";
                }
                finally
                {
                    text += Stop.Text("f");
                }
            }
            while (Stop.Bool(++j < 3));
            i++;
        }
        while (i < Stop.Int(n));
        return text;
    }
}
