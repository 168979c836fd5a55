using Weave;

namespace Corpus.TryFinally;

public static partial class Sample
{
    // Trap: the finally block runs exactly once, however often the try block is left to be captured.
    [Fragment, Case(3)]
    public static int FinallyOnce(int n)
    {
        var sum = 0;
        try
        {
            for (var i = 0; i < n; i++)
                sum += Stop.Int(i);
        }
        finally
        {
            Log.Add("finally " + sum);
            sum *= 10;
        }
        return sum;
    }

    // Trap: return out of a try with finally: the value is fixed before finally runs.
    [Fragment, Case(1), Case(2)]
    public static int ReturnInTry(int x)
    {
        try
        {
            Stop.Void("in");
            if (x == 1)
                return x;
            return Stop.Int(x) + x;
        }
        finally
        {
            x = 100;
            Log.Add("finally " + x);
        }
    }

    // Trap: break and continue out of a try with finally, in a loop, and out of nested ones.
    [Fragment, Case(5)]
    public static string JumpsInTry(int n)
    {
        var text = "";
        for (var i = 0; i < n; i++)
        {
            try
            {
                try
                {
                    Stop.Void("inner " + i);
                    if (i == 1)
                        continue;
                    if (i == 3)
                        break;
                    text += i;
                }
                finally
                {
                    text += "f";
                }
                text += "g";
            }
            finally
            {
                text += "h";
            }
        }
        return text;
    }

    // Trap: an exception in finally replaces the one on its way.
    [Fragment, Case(true), Case(false)]
    public static string ThrowInFinally(bool both)
    {
        try
        {
            try
            {
                Stop.Void("in");
                if (both)
                    Stop.Throw("first");
            }
            finally
            {
                Log.Add("finally");
                throw new ArgumentException("second");
            }
        }
        catch (Exception e)
        {
            return e.GetType().Name + e.Message;
        }
    }

    // Trap: the exception leaves the function after captures of the caller.
    [Fragment, Case(true), Case(false)]
    public static int Uncaught(bool late)
    {
        try
        {
            return Stop.Fail(7, !late, late);
        }
        finally
        {
            Log.Add("cleaned");
        }
    }

    // Trap: general catch, empty catch, empty finally, empty try.
    [Fragment, Case(1)]
    public static int Empty(int x)
    {
        try
        {
            x = Stop.Int(x) + Stop.Throw("swallowed");
        }
        catch
        {
        }
        try
        {
        }
        finally
        {
        }
        try
        {
            x += Stop.Int(2);
        }
        finally
        {
        }
        return x;
    }

    // Trap: assigned in finally only: C# must go on seeing that it is.
    [Fragment, Case(2)]
    public static int AssignedInFinally(int n)
    {
        int x;
        try
        {
            Stop.Void("in");
        }
        finally
        {
            x = n * 3;
        }
        return x;
    }

    // Trap: nested finally blocks run inside out when an exception passes after captures.
    [Fragment, Case(0)]
    public static int NestedFinally(int x)
    {
        try
        {
            try
            {
                try
                {
                    Stop.Void("deep");
                    Stop.Throw("through");
                }
                finally
                {
                    Log.Add("f1");
                }
            }
            finally
            {
                Log.Add("f2");
                x += 5;
            }
        }
        catch (InvalidOperationException)
        {
            x *= 2;
        }
        return Stop.Int(x);
    }

    // Trap: finally with a loop and a return value that finally changes through an object.
    [Fragment, Case(3)]
    public static List<int> FinallyMutates(int n)
    {
        var list = new List<int>();
        try
        {
            list.Add(Stop.Int(n));
            return list;
        }
        finally
        {
            for (var i = 0; i < n; i++)
                list.Add(i);
        }
    }

    // Trap: the handler of the caller, the finally of the callee, in which order, both captured.
    [Fragment, Case(0)]
    public static string AcrossFunctions(int x)
    {
        var text = "";
        try
        {
            text += Inner(x);
        }
        catch (InvalidOperationException e)
        {
            Log.Add("outer catch");
            text += e.Message;
        }
        return text;
    }

    [Fragment]
    static string Inner(int x)
    {
        try
        {
            Stop.Void("inner");
            return "never" + Stop.Throw("inner failed");
        }
        finally
        {
            Log.Add("inner finally");
        }
    }
}
