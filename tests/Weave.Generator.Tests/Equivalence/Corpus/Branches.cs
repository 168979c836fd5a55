using Weave;

namespace Corpus.Branches;

public static partial class Sample
{
    // Trap: on resume no condition may be evaluated again, and the chain must be entered at the right link.
    [Fragment, Case(0), Case(1), Case(2), Case(3)]
    public static string Chain(int x)
    {
        string result;
        if (Log.Say(x) == 0)
            result = Stop.Text("zero");
        else if (Log.Say(x) == 1)
            result = "one";
        else if (Log.Say(x) == Stop.Int(2))
            result = Stop.Text("two") + Stop.Text("!");
        else
            result = Stop.Text("many");
        Stop.Void("after");
        return result;
    }

    // Trap: conditions with cuts, in all links.
    [Fragment, Case(1, 2), Case(2, 1), Case(1, 1)]
    public static int Conditions(int a, int b)
    {
        if (Stop.Int(a) < Stop.Int(b))
            return Stop.Int(-1);
        if (Stop.Bool(a == b))
        {
            a++;
            Stop.Void("equal");
        }
        else
        {
            b++;
        }
        return a * 10 + b;
    }

    // Trap: branches without braces, empty branches, nested ifs with else of the inner one.
    [Fragment, Case(true, true), Case(true, false), Case(false, true), Case(false, false)]
    public static int Dangling(bool a, bool b)
    {
        var x = 1;
        if (a)
            if (b)
                x = Stop.Int(2);
            else
                x = Stop.Int(3);
        if (!a) { }
        else
            x *= Stop.Int(5);
        if (b) ; else x++;
        return x;
    }

    // Trap: a condition that becomes false by what the branch does, while the branch is resumed.
    [Fragment, Case(3)]
    public static int SelfNegating(int x)
    {
        if (x > 0)
        {
            x = 0;
            Stop.Void("in");
            x -= 5;
        }
        else
        {
            Stop.Void("never");
        }
        return x;
    }

    // Trap: both branches return; what follows is unreachable for the compiler.
    [Fragment, Case(1), Case(-1)]
    public static int BothReturn(int x)
    {
        if (x > 0)
        {
            return Stop.Int(x) + 1;
        }
        else
        {
            Stop.Void("negative");
            return -1;
        }
    }

    // Trap: a branch that throws after a cut, a branch without cuts that falls through.
    [Fragment, Case(1), Case(2), Case(3)]
    public static int Throwing(int x)
    {
        if (x == 1)
        {
            Stop.Void("about to throw");
            throw new InvalidOperationException("one");
        }
        if (x == 2)
            throw new ArgumentException(Stop.Text("two"));
        return Stop.Int(x);
    }
}
