using Weave;

namespace Corpus.Checked;

public static partial class Sample
{
    // Trap: what is taken apart inside a checked block is still checked.
    [Fragment, Case(1), Case(int.MaxValue)]
    public static string Sum(int x)
    {
        try
        {
            checked
            {
                var y = Stop.Int(x) + Stop.Int(1);
                return "sum " + y;
            }
        }
        catch (OverflowException)
        {
            return "overflow";
        }
    }

    // Trap: unchecked inside checked inside unchecked, each with cuts.
    [Fragment, Case(int.MaxValue), Case(3)]
    public static string Nested(int x)
    {
        var text = "";
        unchecked
        {
            text += Stop.Int(x) + 1 + ",";
            x = x + Stop.Int(0);
            checked
            {
                unchecked
                {
                    text += x + Stop.Int(2) + ",";
                }
                try
                {
                    text += (x + Stop.Int(2)) + ",";
                }
                catch (OverflowException e)
                {
                    text += Stop.Text("overflow") + e.Message.Length;
                }
            }
            text += x * 2;
        }
        return text;
    }

    // Trap: a narrowing conversion and a compound assignment, checked.
    [Fragment, Case(100), Case(200)]
    public static string Narrow(int x)
    {
        byte b = 100;
        try
        {
            checked
            {
                b += (byte)Stop.Int(x);
                b = (byte)(b + Stop.Int(1));
            }
        }
        catch (OverflowException)
        {
            return "overflow at " + b;
        }
        return "fits " + b;
    }

    // Trap: loops in a checked block can be stopped; their counters are checked.
    [Fragment, Case(5)]
    public static int Loops(int n)
    {
        var product = 1;
        checked
        {
            for (var i = 1; i <= n; i++)
                product *= i;
            foreach (var i in new[] { 1, 2, 3 })
                product += i;
            while (product > 100)
                product -= Log.Say(7);
        }
        return product;
    }

    // Trap: jumps out of a checked block; locals of the block.
    [Fragment, Case(4)]
    public static string Jumps(int n)
    {
        var text = "";
        for (var i = 0; ; i++)
        {
            unchecked
            {
                var hash = (int)2166136261 * (i + Stop.Int(i));
                if (i == 1)
                    continue;
                if (i == n)
                    break;
                text += hash;
            }
        }
        return text;
    }
}
