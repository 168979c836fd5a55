using Weave;

namespace Corpus.FinallyCuts;

public static partial class Sample
{
    // Trap: the finally block stops, with nothing pending, an exception pending, and one that is caught here.
    [Fragment, Case(0), Case(1), Case(2)]
    public static string Plain(int x)
    {
        var text = "";
        try
        {
            try
            {
                text += Stop.Int(x);
                if (x == 1)
                    throw new InvalidOperationException("pending");
                if (x == 2)
                    Stop.Throw("callee");
                text += " done";
            }
            finally
            {
                text += Stop.Text(" finally ");
            }
            text += "after";
        }
        catch (InvalidOperationException e)
        {
            text += e.Message;
        }
        return text;
    }

    // Trap: the value of a return is computed before the finally block changes the variable.
    [Fragment, Case(1), Case(2), Case(3)]
    public static int ReturnFirst(int x)
    {
        try
        {
            if (x == 1)
                return x + 1;
            if (x == 2)
                return Stop.Int(x) * 10;
            return x == 3 ? Stop.Int(30) : throw new InvalidOperationException();
        }
        finally
        {
            x = Stop.Int(100);
            Log.Add(x);
        }
    }

    // Trap: return without a value, after which nothing runs but the finally block.
    [Fragment, Case(true), Case(false)]
    public static void ReturnNothing(bool leave)
    {
        try
        {
            if (leave)
                return;
            Stop.Void("stayed");
        }
        finally
        {
            Stop.Void("finally");
        }
        Log.Add("behind");
    }

    // Trap: break and continue out of the region (babel #1537), in a loop that goes on.
    [Fragment, Case(5)]
    public static string LoopJumps(int n)
    {
        var text = "";
        for (var i = 0; i < n; i++)
        {
            try
            {
                if (i == 1)
                    continue;
                if (i == 3)
                    break;
                text += i;
            }
            finally
            {
                text += Stop.Text("f");
            }
            text += "|";
        }
        return text + "end";
    }

    // Trap: break of a switch or loop inside the region stays inside; break of the loop outside does not (babel #8985).
    [Fragment, Case(4)]
    public static string InnerBreaks(int n)
    {
        var text = "";
        while (n-- > 0)
        {
            try
            {
                switch (n)
                {
                    case 2:
                        text += "two";
                        break;
                    case 1:
                        text += "one";
                        continue;
                    default:
                        foreach (var c in "ab")
                        {
                            if (c == 'b')
                                break;
                            text += c;
                        }
                        break;
                }
                text += ";";
                if (n == 0)
                    break;
            }
            finally
            {
                Stop.Void("f" + n);
            }
            text += "+";
        }
        return text;
    }

    // Trap: one jump passes two, three finally blocks, inside out, and is stopped in each.
    [Fragment, Case(0), Case(1), Case(2), Case(3)]
    public static string Chain(int x)
    {
        var text = "";
        for (var i = 0; i < 2; i++)
        {
            try
            {
                try
                {
                    try
                    {
                        text += "in";
                        if (x == 1)
                            return text + " returned";
                        if (x == 2)
                            continue;
                        if (x == 3)
                            break;
                    }
                    finally
                    {
                        text += Stop.Text(" a");
                    }
                    text += "A";
                }
                finally
                {
                    text += " plain";
                    Log.Add(text);
                }
                text += "B";
            }
            finally
            {
                text += Stop.Text(" c");
            }
            text += "C";
        }
        return text;
    }

    // Trap: an exception in the finally block replaces the pending one, or the pending return.
    [Fragment, Case(1), Case(2)]
    public static string Replaced(int x)
    {
        try
        {
            try
            {
                if (x == 1)
                    throw new InvalidOperationException("first");
                return "returned";
            }
            finally
            {
                Stop.Void("finally");
                Stop.Throw("second");
            }
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }

    // Trap: a finally block that always throws: nothing follows.
    [Fragment, Case(0)]
    public static int AlwaysThrows(int x)
    {
        try
        {
            Stop.Void("in");
            return x;
        }
        finally
        {
            Stop.Void("finally");
            throw new InvalidOperationException("always");
        }
    }

    // Trap: catch and finally of one statement, both with cuts; the handler jumps.
    [Fragment, Case(0), Case(1), Case(2), Case(3)]
    public static string Both(int x)
    {
        var text = "";
        for (var i = 0; i < 2; i++)
        {
            try
            {
                text += 10 / (x - i);
            }
            catch (DivideByZeroException e) when (i < 2)
            {
                text += Stop.Text("caught ");
                if (x == 0)
                    return text + "left";
                if (i == 1)
                    throw new InvalidOperationException(e.Message, e);
            }
            finally
            {
                text += Stop.Text(" finally ");
            }
        }
        return text;
    }

    // Trap: what the block assigned is seen by the finally block and by what follows, whichever way it was left.
    [Fragment, Case(0), Case(1)]
    public static string Assigned(int x)
    {
        string state = "start";
        int definite;
        try
        {
            state = "tried";
            Stop.Void("in");
            state += 1 / x;
        }
        catch (DivideByZeroException)
        {
            state += " caught";
        }
        finally
        {
            definite = Stop.Int(x) + 1;
            state += " finally";
        }
        return state + definite;
    }

    // Trap: an exception that no one here catches is stopped with in the finally block and leaves as it was.
    [Fragment, Case(0)]
    public static int Uncaught(int x)
    {
        try
        {
            return 1 / x;
        }
        finally
        {
            Stop.Void("a");
            Stop.Void("b");
        }
    }

    // Trap: a finally block that waits can be stopped in its loops too.
    [Fragment, Case(3)]
    public static async Task<int> LoopsAndWaits(int n)
    {
        var sum = 0;
        try
        {
            sum += await Stop.IntAsync(n);
        }
        finally
        {
            for (var i = 0; i < n; i++)
                sum += Log.Say(i);
            await Task.Yield();
            await Stop.VoidAsync("end");
        }
        return sum;
    }

    // Trap: a finally block that does not wait runs in one piece, loops and all.
    [Fragment, Case(3)]
    public static int LoopAlone(int n)
    {
        var sum = 0;
        try
        {
            sum = Stop.Int(n);
        }
        finally
        {
            for (var i = 0; i < n; i++)
                sum += i;
        }
        return sum;
    }

    // Trap: try with finally inside a finally block.
    [Fragment, Case(0), Case(1)]
    public static string Inside(int x)
    {
        var text = "";
        try
        {
            text += "try ";
            if (x == 1)
                return text;
        }
        finally
        {
            try
            {
                text += Stop.Text("inner ");
                for (var i = 0; ; i++)
                {
                    if (i == 2)
                        break;
                    text += i;
                }
            }
            finally
            {
                text += Stop.Text("innermost ");
                Log.Add(text);
            }
            text += "outer ";
        }
        return text;
    }

    // Trap: return inside a lambda or local function of the region is none of ours.
    [Fragment, Case(2)]
    public static int NotOurs(int x)
    {
        try
        {
            Func<int, int> twice = v => { return v * 2; };
            int Local(int v)
            {
                while (true)
                {
                    if (v > 3)
                        break;
                    v++;
                }
                return v;
            }
            return twice(Local(x));
        }
        finally
        {
            Stop.Void("finally");
        }
    }

    // Trap: return out of copied constructs (foreach over a lazy sequence, using, lock) inside the region.
    [Fragment, Case(2), Case(9)]
    public static string OutOfCopied(int x)
    {
        var gate = new object();
        try
        {
            foreach (var i in Enumerable.Range(0, 4))
            {
                lock (gate)
                {
                    if (i == x)
                        return "found " + i;
                }
            }
            return "none";
        }
        finally
        {
            Stop.Void("finally " + Monitor.IsEntered(gate));
        }
    }

    // Trap: the same names of a local in the block and in the finally block; a value type and a tuple as result.
    [Fragment, Case(3)]
    public static (int Value, string Text) Tuple(int x)
    {
        try
        {
            var local = x;
            return (local, "t" + Stop.Int(local));
        }
        finally
        {
            var local = "f";
            Log.Add(local + Stop.Text(local));
        }
    }

    // Trap: a pending exception is the same object afterwards, and keeps message, data and inner exception.
    [Fragment, Case(0)]
    public static string PendingKeeps(int x)
    {
        try
        {
            try
            {
                throw new InvalidOperationException("kept", new FormatException("inner")) { Data = { ["x"] = x } };
            }
            finally
            {
                Stop.Void("finally");
            }
        }
        catch (InvalidOperationException e)
        {
            return e.Message + e.InnerException!.Message + e.Data["x"];
        }
    }

    // Trap: what is awaited in finally fails; what it awaited before is not repeated.
    [Fragment, Case(0), Case(1)]
    public static async Task<string> AwaitFails(int x)
    {
        var text = "";
        try
        {
            try
            {
                text += "in ";
            }
            finally
            {
                text += await Stop.IntAsync(1);
                if (x == 1)
                    await Task.FromException(new FormatException("late"));
                text += " finally";
            }
        }
        catch (FormatException e)
        {
            await Stop.VoidAsync(e.Message);
            text += " " + e.Message;
        }
        return text;
    }

    // Trap: the function's last statement, and the first cut of its last statement.
    [Fragment, Case(true), Case(false)]
    public static async Task Last(bool fail)
    {
        try
        {
            await Task.Yield();
            Log.Add("body");
            if (fail)
                throw new TimeoutException("t");
        }
        finally
        {
            await Durable.Checkpoint();
            Log.Add("end");
        }
    }

    // Trap: two statements with finally in a row, in a loop: nothing pending is left over from the turn before.
    [Fragment, Case(4)]
    public static string NothingLeftOver(int n)
    {
        var text = "";
        for (var i = 0; i < n; i++)
        {
            try
            {
                try
                {
                    if (i == 0)
                        throw new FormatException();
                    if (i == 1)
                        continue;
                    text += i;
                }
                finally
                {
                    text += Stop.Text("a");
                }
                text += "b";
            }
            catch (FormatException)
            {
                text += "F";
            }
            try
            {
                text += "c";
                if (i == 2)
                    continue;
            }
            finally
            {
                text += Stop.Text("d");
            }
            text += "e";
        }
        return text;
    }

    // Trap: goto out of the region: back, forward, to another section of the switch around it, through two regions.
    [Fragment, Case(0), Case(1), Case(2), Case(3)]
    public static string Gotos(int x)
    {
        var text = "";
        var turns = 0;
    Again:
        text += "again ";
        switch (x)
        {
            case 0:
                try
                {
                    turns++;
                    if (turns < 3)
                        goto Again;
                    goto case 1;
                }
                finally
                {
                    text += Stop.Text("f0 ");
                }
            case 1:
                try
                {
                    try
                    {
                        if (text.Length > 100)
                            goto Done;
                        if (x == 1)
                            goto default;
                    }
                    finally
                    {
                        text += Stop.Text("f1 ");
                    }
                    break;
                }
                finally
                {
                    text += Stop.Int(1);
                }
            case 2:
                try
                {
                Inside:
                    if (turns++ < 2)
                        goto Inside;
                    goto Done;
                }
                finally
                {
                    text += Stop.Int(turns);
                }
            default:
                text += "default";
                break;
        }
        text += " behind";
    Done:
        return text + Stop.Text(".");
    }
}
