using Weave;

namespace Corpus.TryCatch;

public static partial class Sample
{
    // Trap: the callee throws before it can be captured, or after it was; the handler must run in both.
    [Fragment, Case(false, false), Case(true, false), Case(false, true)]
    public static string Callee(bool early, bool late)
    {
        var text = "start ";
        try
        {
            text += Stop.Fail(1, early, late) + " ";
            text += "done ";
        }
        catch (InvalidOperationException e)
        {
            text += "early " + e.Message;
        }
        catch (ArgumentException e)
        {
            text += "late " + e.Message;
        }
        return text;
    }

    // Trap: x is assigned before the try, overwritten by a call that throws, and read by the handler.
    [Fragment, Case(true), Case(false)]
    public static int OldValueInHandler(bool fail)
    {
        var x = 1;
        try
        {
            x = Stop.Fail(2, false, fail);
        }
        catch (ArgumentException)
        {
            return x * 100;
        }
        return x;
    }

    // Trap: assigned inside the try, read in catch and finally, after a capture between.
    [Fragment, Case(true), Case(false)]
    public static string AssignedInTry(bool fail)
    {
        var state = "a";
        var log = "";
        try
        {
            state = "b";
            Stop.Void("1");
            state = "c";
            Stop.Fail(1, fail, false);
            state = "d";
            Stop.Void("2");
        }
        catch (InvalidOperationException)
        {
            log += "caught at " + state;
        }
        finally
        {
            log += " finally at " + state;
        }
        return log;
    }

    // Trap: an exception in a catch block runs the finally of the same statement and leaves.
    [Fragment, Case(1), Case(2)]
    public static int ThrowInCatch(int x)
    {
        try
        {
            try
            {
                Stop.Fail(x, x == 1, x == 2);
            }
            catch (InvalidOperationException e)
            {
                throw new ArgumentException("wrapped", e);
            }
            finally
            {
                Log.Add("inner finally");
            }
        }
        catch (ArgumentException e)
        {
            return e.InnerException is null ? 1 : 2;
        }
        return 3;
    }

    // Trap: rethrow keeps the exception.
    [Fragment, Case(1), Case(2), Case(3)]
    public static string Rethrow(int x)
    {
        var text = "";
        try
        {
            try
            {
                Stop.Fail(x, x == 1, x == 2);
                text += "ok ";
            }
            catch (Exception e) when (e is InvalidOperationException)
            {
                text += "rethrow ";
                throw;
            }
        }
        catch (InvalidOperationException e)
        {
            text += "outer " + e.Message;
        }
        return text;
    }

    // Trap: filters read locals and may have effects; a filter that says no lets the exception through.
    [Fragment, Case(1, true), Case(1, false), Case(2, true)]
    public static string Filters(int x, bool take)
    {
        var level = "low";
        try
        {
            try
            {
                Stop.Void("a");
                level = "high";
                Stop.Throw("boom");
            }
            catch (InvalidOperationException e) when (Log.Say(take) && level == "high" && e.Message.Length > x)
            {
                level += " filtered " + e.Message;
            }
        }
        catch (Exception)
        {
            level += " outer";
        }
        return level + Stop.Text(".");
    }

    // Trap: try in loops in try, with a retry that goes round.
    [Fragment, Case(3), Case(0)]
    public static string Retry(int failures)
    {
        var text = "";
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                text += attempt + ":";
                Stop.Fail(attempt, false, attempt < failures);
                text += "ok";
                break;
            }
            catch (ArgumentException e) when (attempt < 5)
            {
                text += e.Message + ";";
            }
        }
        return text;
    }

    // Trap: a loop in a try, a poll in it, and an exception by plain code in the loop.
    [Fragment, Case(3), Case(8)]
    public static string PlainThrow(int n)
    {
        var values = new int[5];
        var i = 0;
        var text = "";
        try
        {
            for (i = 0; i < n; i++)
            {
                values[i] = i;
                text += Log.Say(i);
            }
        }
        catch (IndexOutOfRangeException)
        {
            text += " out at " + i;
        }
        return text + values[2];
    }

    // Trap: try without cuts is copied, next to one that is not.
    [Fragment, Case("12"), Case("x"), Case(null)]
    public static int Verbatim(string? text)
    {
        int value;
        try
        {
            value = int.Parse(text!);
        }
        catch (FormatException)
        {
            value = -1;
        }
        catch (ArgumentNullException)
        {
            value = -2;
        }
        finally
        {
            Log.Add("parsed");
        }
        return Stop.Int(value) + value;
    }

    // Trap: a value computed in the try is assigned in one of two places, definitely after the statement.
    [Fragment, Case(true), Case(false)]
    public static int Assigned(bool fail)
    {
        int a;
        int b;
        try
        {
            a = Stop.Fail(1, fail, false);
            b = a + 1;
            Stop.Void("both");
        }
        catch (InvalidOperationException)
        {
            a = 10;
            b = 20;
        }
        return Stop.Int(a) + b;
    }

    // Trap: locals of the try block, hidden from its handlers by scope, with a name that a sibling uses.
    [Fragment, Case(0)]
    public static string Scopes(int x)
    {
        var text = "";
        try
        {
            var inner = "one";
            text += Stop.Text(inner);
            throw new InvalidOperationException(inner);
        }
        catch (InvalidOperationException e)
        {
            var inner = 2;
            text += inner + e.Message;
        }
        finally
        {
            var inner = 3.5;
            text += inner;
        }
        {
            var inner = 'c';
            text += inner + Stop.Text("end");
        }
        return text;
    }

    // Trap: handlers around a tail call: it is none.
    [Fragment, Case(1)]
    public static int NoTailCallInTry(int x)
    {
        try
        {
            return Stop.Throw("caught here");
        }
        catch (InvalidOperationException)
        {
            return x;
        }
    }

    // Trap: what a handler reads is live at every cut of the try, also in loops, and what it only writes is not.
    [Fragment, Case(4)]
    public static string HandlerReads(int n)
    {
        var done = new List<int>();
        string result;
        try
        {
            for (var i = n; ; i--)
            {
                done.Add(100 / i);
                Stop.Void("turn");
            }
        }
        catch (DivideByZeroException)
        {
            result = string.Join(",", done);
        }
        return result;
    }
}
