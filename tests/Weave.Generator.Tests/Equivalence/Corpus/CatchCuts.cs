using Weave;

namespace Corpus.CatchCuts;

public static partial class Sample
{
    // Trap: the handler stops; the exception is live across the stop, with its own type.
    [Fragment, Case(0), Case(3)]
    public static string Caught(int x)
    {
        var text = "";
        try
        {
            text += 6 / x;
        }
        catch (DivideByZeroException e)
        {
            text += Stop.Text("by zero ");
            text += e.GetType().Name + e.Message;
        }
        return text + "!";
    }

    // Trap: derived before base, each with its own variable of the same name; a copied clause between two moved ones.
    [Fragment, Case(0), Case(1), Case(2), Case(3), Case(4)]
    public static string Clauses(int x)
    {
        var text = "";
        try
        {
            Stop.Void("in");
            Throw(x);
            text += "none";
        }
        catch (ArgumentNullException e)
        {
            text += Stop.Text("null ") + e.ParamName;
        }
        catch (ArgumentException)
        {
            text += "argument";
        }
        catch (InvalidOperationException e)
        {
            text += e.Message + Stop.Text(" invalid");
        }
        catch
        {
            text += Stop.Text("other");
        }
        return text + x;
    }

    static void Throw(int x)
    {
        if (x > 0)
            throw x switch { 1 => new ArgumentNullException("p"), 2 => new ArgumentException("a"), 3 => new InvalidOperationException("i"), _ => new FormatException("f") };
    }

    // Trap: throw; means what was caught, although the handler has been left and its variable points elsewhere.
    [Fragment, Case(1)]
    public static string Rethrow(int x)
    {
        var text = "";
        try
        {
            try
            {
                throw new InvalidOperationException("first");
            }
            catch (Exception e)
            {
                text += Stop.Text(e.Message);
                e = new FormatException("second");
                text += Stop.Int(x) + e.Message;
                if (x > 0)
                    throw;
            }
        }
        catch (InvalidOperationException e)
        {
            text += " outer " + e.Message + e.GetType().Name;
        }
        return text;
    }

    // Trap: throw; without a variable, in a clause without a type.
    [Fragment, Case(1), Case(0)]
    public static int RethrowNameless(int x)
    {
        try
        {
            try
            {
                Stop.Fail(x, x == 1, false);
                x = 50;
            }
            catch
            {
                Stop.Void("cleaning");
                throw;
            }
        }
        catch (InvalidOperationException e)
        {
            return e.Message.Length;
        }
        return x;
    }

    // Trap: throw; in a nested catch is the nested one's, whether that one is moved or not.
    [Fragment, Case(true), Case(false)]
    public static string RethrowNested(bool stop)
    {
        var text = "";
        try
        {
            try
            {
                throw new InvalidOperationException("outer");
            }
            catch (InvalidOperationException)
            {
                try
                {
                    try
                    {
                        throw new FormatException("inner");
                    }
                    catch (FormatException)
                    {
                        text += "plain ";
                        throw;
                    }
                }
                catch (FormatException e)
                {
                    if (stop)
                        text += Stop.Text(e.Message + " ");
                }
                try
                {
                    throw new ArgumentException("deep");
                }
                catch (ArgumentException e)
                {
                    text += Stop.Text(e.Message + " ");
                }
                throw;
            }
        }
        catch (Exception e)
        {
            return text + e.Message;
        }
    }

    // Trap: what a catch body throws is not caught by the clauses beside it, but passes the finally of the same statement.
    [Fragment, Case(1), Case(2)]
    public static string SiblingsDoNotCatch(int x)
    {
        var text = "";
        try
        {
            try
            {
                throw new ArgumentException("a");
            }
            catch (ArgumentException e)
            {
                text += Stop.Text("stopped ");
                if (x == 1)
                    throw new InvalidOperationException("from " + e.Message);
                Stop.Throw("callee");
            }
            catch (InvalidOperationException)
            {
                text += "wrong ";
            }
            catch (Exception)
            {
                text += "wrong too ";
            }
            finally
            {
                text += "finally ";
            }
        }
        catch (InvalidOperationException e)
        {
            text += e.Message;
        }
        return text;
    }

    // Trap: the finally block runs after the moved body, once, and is not run by captures in it.
    [Fragment, Case(0), Case(1)]
    public static string FinallyAfterCatch(int x)
    {
        var log = "";
        try
        {
            log += 1 / x;
        }
        catch (DivideByZeroException)
        {
            for (var i = 0; i < 2; i++)
                log += "c" + Stop.Int(i);
        }
        finally
        {
            Log.Add("finally after " + log);
            log += "f";
        }
        return log;
    }

    // Trap: filters stay filters: they run in order, see locals, and say no; the clause after them is asked next.
    [Fragment, Case(1), Case(2), Case(3)]
    public static string Filters(int x)
    {
        var level = 0;
        try
        {
            level = x;
            Stop.Void("in");
            throw new InvalidOperationException("x" + x);
        }
        catch (InvalidOperationException e) when (Log.Say(level == 1) && e.Message == "x1")
        {
            return "one " + Stop.Text(e.Message);
        }
        catch (InvalidOperationException e) when (Log.Say(level) == 2)
        {
            level += 10;
            return "two " + Stop.Int(level) + e.Message;
        }
        catch (Exception) when (Log.Say(level > 2))
        {
            return "more " + Stop.Int(level);
        }
    }

    // Trap: variables that a filter declares are read by the body; two clauses, same name, other types.
    [Fragment, Case(1), Case(2), Case(3)]
    public static string FilterVariables(int x)
    {
        try
        {
            Stop.Void("in");
            throw new InvalidOperationException("outer", x switch { 1 => new ArgumentException("a", "p"), 2 => new FormatException("f"), _ => null });
        }
        catch (InvalidOperationException e) when (e.InnerException is ArgumentException inner && inner.ParamName is { Length: > 0 } name)
        {
            var text = Stop.Text(name);
            return text + inner.Message + name;
        }
        catch (InvalidOperationException e) when (e.InnerException is FormatException inner)
        {
            return e.Message + Stop.Text(" format ") + inner.Message;
        }
        catch (InvalidOperationException)
        {
            return Stop.Text("none");
        }
    }

    // Trap: what a filter calls is a plain call, even if it could stop elsewhere.
    [Fragment, Case(1), Case(0)]
    public static int FilterCalls(int x)
    {
        try
        {
            Stop.Void("in");
            return 10 / x;
        }
        catch (DivideByZeroException) when (Stop.Bool(x == 0))
        {
            return Stop.Int(7);
        }
    }

    // Trap: return, break and continue out of moved bodies, in a loop.
    [Fragment, Case(7), Case(3)]
    public static string Jumps(int n)
    {
        var text = "";
        for (var i = 0; i < n; i++)
        {
            try
            {
                text += 12 / (i % 2);
                text += ",";
            }
            catch (DivideByZeroException)
            {
                text += Stop.Int(i);
                if (i == 0)
                    continue;
                if (i == 4)
                    break;
                if (n == 3)
                    return text + " returned";
                text += ";";
            }
            text += "-";
        }
        return text;
    }

    // Trap: both ways out of the statement assign; C# must go on seeing it, and that nothing follows.
    [Fragment, Case(0), Case(5)]
    public static int Assigned(int x)
    {
        int a;
        try
        {
            a = 100 / x;
        }
        catch (DivideByZeroException)
        {
            a = Stop.Int(-1);
        }
        try
        {
            return a + 100 / x;
        }
        catch (DivideByZeroException)
        {
            return Stop.Int(a) - 1;
        }
    }

    // Trap: two moved clauses behind a block that never ends normally.
    [Fragment, Case(1), Case(2)]
    public static int NeverFalls(int x)
    {
        try
        {
            if (x == 1)
                throw new FormatException();
            throw new ArgumentException();
        }
        catch (FormatException)
        {
            x = Stop.Int(x) + 10;
        }
        catch (ArgumentException)
        {
            return Stop.Int(x) + 20;
        }
        return x;
    }

    // Trap: a loop in a catch clause can be stopped, and goes on in the same clause.
    [Fragment, Case(4)]
    public static string LoopInCatch(int n)
    {
        var text = "";
        try
        {
            throw new InvalidOperationException("loop");
        }
        catch (InvalidOperationException e)
        {
            for (var i = 0; i < n; i++)
                text += Log.Say(i);
            text += e.Message;
        }
        return text;
    }

    // Trap: retry from the catch clause, with a wait in it: the flag that says which clause caught must be new each time round.
    [Fragment, Case(3), Case(0)]
    public static async Task<string> Retry(int failures)
    {
        var text = "";
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                text += await Stop.IntAsync(attempt);
                if (attempt < failures)
                    throw new TimeoutException("t" + attempt);
                return text;
            }
            catch (TimeoutException e)
            {
                await Stop.VoidAsync("wait");
                await Durable.Delay(TimeSpan.FromSeconds(attempt));
                text += e.Message;
            }
        }
    }

    // Trap: a try in a catch in a try in a catch, all of them stopping.
    [Fragment, Case(3), Case(1)]
    public static string Deep(int depth)
    {
        var text = "";
        try
        {
            Stop.Throw("1");
        }
        catch (InvalidOperationException a)
        {
            text += a.Message + Stop.Int(1);
            try
            {
                if (depth > 1)
                    Stop.Throw("2");
            }
            catch (InvalidOperationException b) when (b.Message != a.Message)
            {
                text += a.Message + Stop.Int(2) + b.Message;
                try
                {
                    Stop.Throw("3");
                }
                catch (Exception c)
                {
                    text += Stop.Text(c.Message) + a.Message + b.Message + c.Message;
                }
            }
        }
        return text;
    }

    // Trap: what the moved body reads is live at every cut of the try block; what it only writes is not.
    [Fragment, Case(true), Case(false)]
    public static string LiveInTry(bool fail)
    {
        var first = "f";
        string? scratch = null;
        try
        {
            Stop.Void("a");
            scratch = "s";
            first += scratch;
            Stop.Fail(1, false, fail);
        }
        catch (ArgumentException)
        {
            scratch = Stop.Text("new");
            return first + scratch;
        }
        return first;
    }

    // Trap: a lambda in a catch body captures the exception.
    [Fragment, Case(2)]
    public static string Captured(int x)
    {
        try
        {
            throw new InvalidOperationException("kept");
        }
        catch (InvalidOperationException e)
        {
            x += Stop.Int(x);
            Func<string> text = () => e.Message + x;
            return text();
        }
    }

    // Trap: the same object under two names stays one object: the exception is also in a list.
    [Fragment, Case(0)]
    public static bool SameObject(int x)
    {
        var seen = new List<Exception>();
        try
        {
            throw new InvalidOperationException("one");
        }
        catch (InvalidOperationException e)
        {
            seen.Add(e);
            Stop.Void("between");
            return ReferenceEquals(seen[x], e);
        }
    }

    // Trap: an inner exception, data and a derived message travel.
    [Fragment, Case(0)]
    public static string Wrapped(int x)
    {
        try
        {
            try
            {
                x = 1 / x;
            }
            catch (DivideByZeroException e)
            {
                Stop.Void("wrap");
                throw new InvalidOperationException("wrapped", e) { Data = { ["k"] = x } };
            }
        }
        catch (InvalidOperationException e)
        {
            Stop.Void("unwrap");
            return e.Message + e.InnerException!.Message + e.Data["k"];
        }
        return "";
    }

    // Trap: no exception, no capture in the handler, and the block's own captures do not enter it.
    [Fragment, Case(2)]
    public static int NotThrown(int n)
    {
        var sum = 0;
        for (var i = 0; i < n; i++)
        {
            try
            {
                sum += Stop.Int(i);
            }
            catch (Exception)
            {
                sum += Stop.Int(1000);
            }
        }
        return sum;
    }

    // Trap: an exception thrown as an expression inside a catch body, beside a cut.
    [Fragment, Case(null), Case("v")]
    public static string ThrowExpression(string? value)
    {
        try
        {
            try
            {
                throw new FormatException("f");
            }
            catch (FormatException e)
            {
                Stop.Void("in");
                return value ?? throw new ArgumentException(e.Message);
            }
        }
        catch (ArgumentException e)
        {
            return Stop.Text("caught ") + e.Message;
        }
    }

    // Trap: locals of a clause bear the names of locals of the block and of another clause.
    [Fragment, Case(1), Case(0)]
    public static string Names(int x)
    {
        var text = "";
        try
        {
            var local = 1;
            text += Stop.Int(local);
            text += local / x;
        }
        catch (DivideByZeroException caught1)
        {
            var local = "two";
            var clause1 = Stop.Text(local);
            text += clause1 + local + caught1.Message.Length;
        }
        {
            var local = 3.5;
            text += Stop.Double(local) + local;
        }
        return text;
    }

    // Trap: an inner exception is held by its outer one and by a variable: after a cut they are still one.
    [Fragment, Case(1), Case(0)]
    public static string InnerIsOne(int x)
    {
        try
        {
            try
            {
                x = 10 / x;
                throw new ArgumentException("argument");
            }
            catch (Exception e)
            {
                throw new InvalidOperationException("outer", new AggregateException(e, e, new FormatException("third", e)));
            }
        }
        catch (InvalidOperationException outer) when (outer.InnerException is AggregateException { InnerExceptions: [var first, ..] } many && first.Message.Length > 0)
        {
            var second = many.InnerExceptions[1];
            Stop.Void("between");
            var third = many.InnerExceptions[2];
            x += Stop.Int(2);
            return $"{ReferenceEquals(outer.InnerException, many)} {ReferenceEquals(first, second)} {ReferenceEquals(first, third.InnerException)} {ReferenceEquals(many.InnerException, first)} {third.Message} {x}";
        }
    }

    // Trap: the exception that goes on from a handler wraps the one that a variable outside keeps.
    [Fragment, Case(0)]
    public static bool WrappedAndKept(int x)
    {
        Exception? kept = null;
        try
        {
            try
            {
                Stop.Throw("first");
            }
            catch (Exception e)
            {
                kept = e;
                Stop.Void("in handler");
                throw new InvalidOperationException("second", e);
            }
            finally
            {
                Stop.Void("in finally");
            }
        }
        catch (InvalidOperationException e) when (e.InnerException is not null)
        {
            Stop.Void(e.Message);
            return ReferenceEquals(kept, e.InnerException) && kept.Message == "first";
        }
        return false;
    }
}
