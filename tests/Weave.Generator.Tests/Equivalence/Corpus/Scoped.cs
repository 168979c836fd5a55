using Weave;

namespace Corpus.Scoped;

public static partial class Sample
{
    // Trap: constants between cuts, of a name that another block gives to a variable.
    [Fragment, Case(2)]
    public static string Constants(int x)
    {
        const int Two = 2;
        var text = "";
        if (Stop.Bool(x == Two))
        {
            const string Name = "inner";
            text += Stop.Text(Name);
            const int Four = Two * 2;
            text += Four + Name;
        }
        else
        {
            var Name = x;
            text += Stop.Int(Name);
        }
        {
            const double Name = 1.5;
            text += Stop.Double(Name) + Name;
        }
        return text;
    }

    // Trap: local functions between cuts, called before and after their place, capturing what is assigned later.
    [Fragment, Case(3)]
    public static string LocalFunctions(int x)
    {
        var text = Text(1);
        x += Stop.Int(1);
        string Text(int n) => "t" + n + x;
        text += Text(2);
        if (x > 2)
        {
            var y = Stop.Int(x);
            int Add(int n) => n + y + x;
            text += Add(1) + Stop.Int(2);
            text += Add(y);
        }
        return text + Text(3);
    }

    // Trap: a block in a block in a block, siblings with the same names and other types, all live across cuts.
    [Fragment, Case(1)]
    public static string SameNames(int x)
    {
        var text = "";
        {
            var v = x;
            {
                var w = "w";
                text += Stop.Text(w) + v;
            }
            {
                var w = 2.5;
                text += Stop.Double(w) + v + w;
            }
        }
        {
            var v = "v";
            text += Stop.Text(v) + v;
            for (var w = 0; w < 2; w++)
                text += Stop.Int(w) + v + w;
        }
        return text;
    }

    // Trap: throw as an expression at the level of statements: discarded, in an arrow, in a declaration.
    [Fragment, Case("a"), Case(null)]
    public static string ThrowExpressions(string? value)
    {
        try
        {
            var text = value ?? throw new ArgumentException("null");
            _ = text.Length > 0 ? text : throw new FormatException("empty");
            text += Stop.Text("ok");
            return text;
        }
        catch (ArgumentException e)
        {
            return Stop.Text(e.Message) + e.Message;
        }
    }

    // Trap: statements that never end, copied and taken apart, before a cut that is never reached.
    [Fragment, Case(true), Case(false)]
    public static int Unreached(bool early)
    {
        if (early)
        {
            try
            {
                return Stop.Int(1) + 1;
            }
            finally
            {
                Log.Add("early");
            }
        }
        while (true)
        {
            try
            {
                throw new InvalidOperationException("x");
            }
            catch (InvalidOperationException)
            {
                Stop.Void("late");
                return 2;
            }
        }
    }

    // Trap: a lock around a loop: it is not stopped, and what stands around is.
    [Fragment, Case(3)]
    public static int Locked(int n)
    {
        var gate = new object();
        var sum = Stop.Int(0);
        lock (gate)
        {
            for (var i = 0; i < n; i++)
                sum += i;
        }
        while (sum < 10)
            sum += Log.Say(4);
        return sum;
    }
}
