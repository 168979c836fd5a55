using Weave;

namespace Corpus.Loops;

public static partial class Sample
{
    // Trap: the poll resumes at the header: the condition is evaluated once.
    [Fragment, Case(4)]
    public static int While(int n)
    {
        var sum = 0;
        while (Log.Say(n) > 0)
        {
            sum += n;
            n--;
        }
        return sum;
    }

    // Trap: the body is entered in the middle: the condition is not evaluated.
    [Fragment, Case(3)]
    public static int WhileWithCut(int n)
    {
        var sum = 0;
        while (Log.Say(n--) > 0)
        {
            Log.Add("before");
            sum += Stop.Int(n);
            Log.Add("after");
        }
        return sum + n;
    }

    // Trap: a condition with a cut, and with && around it.
    [Fragment, Case(3)]
    public static int WhileOnCut(int n)
    {
        var turns = 0;
        while (n > 0 && Stop.Int(n) != 1)
        {
            turns++;
            n--;
            if (n == 2)
                continue;
            turns += 10;
        }
        return turns * 100 + n;
    }

    // Trap: do loops run once before they ask; continue goes to the condition.
    [Fragment, Case(3), Case(0)]
    public static string Do(int n)
    {
        var text = "";
        do
        {
            n--;
            if (n == 1)
                continue;
            text += Stop.Int(n);
        }
        while (Log.Say(n) > 0);
        return text;
    }

    // Trap: a do loop whose condition reads a variable that only the body assigns.
    [Fragment, Case(5)]
    public static int DoReadsBody(int n)
    {
        int last;
        var sum = 0;
        do
        {
            last = n % 3;
            sum += last;
            n--;
        }
        while (last != 0 || n > 3);
        return sum * 10 + last;
    }

    // Trap: several loop variables, several incrementors, in order.
    [Fragment, Case(4)]
    public static string ForMany(int n)
    {
        var text = "";
        for (int i = 0, j = n; i < j; i++, Log.Add($"{i}/{j}"), j--)
        {
            if (i == 1)
                continue;
            text += Stop.Int(i) + ":" + j + " ";
        }
        return text;
    }

    // Trap: parts of for that are not there.
    [Fragment, Case(3)]
    public static int ForEmpty(int n)
    {
        var turns = 0;
        for (; ; )
        {
            turns++;
            if (turns == n)
                break;
            Stop.Void("in");
        }
        var i = 0;
        for (; i < n;)
            i += Stop.Int(2);
        for (; ; i--)
            if (Stop.Int(i) <= 0)
                break;
        for (i = 10; i < 12; i++)
            turns += i;
        return turns * 100 + i;
    }

    // Trap: the initializer is an expression with a side effect, the loop variable lives outside.
    [Fragment, Case(3)]
    public static int ForOutside(int n)
    {
        int i, j;
        for (i = Log.Say(1), j = Log.Say(2); i + j < n * 3; i += 2, Log.Add(i))
            Stop.Void("body");
        return i * 10 + j;
    }

    // Trap: nested loops of all kinds, with cuts at several depths, and sums that depend on all counters.
    [Fragment, Case(3)]
    public static long Nested(int n)
    {
        long sum = 0;
        for (var i = 0; i < n; i++)
        {
            var row = i * 10L;
            for (var j = i; j < n; j++)
            {
                sum = sum * 3 + row + j;
                var k = j;
                while (k-- > 0)
                    sum += k;
                if (j == 1)
                    sum += Stop.Long(sum % 7);
            }
            do
                row -= 7;
            while (row > 0);
            sum += row;
        }
        return sum;
    }

    // Trap: break and continue leave the innermost loop only, also from a nested block and a switch.
    [Fragment, Case(6)]
    public static string Jumps(int n)
    {
        var text = "";
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; ; j++)
            {
                if (j > i)
                    break;
                {
                    if ((i + j) % 3 == 0)
                        continue;
                }
                switch (j)
                {
                    case 2:
                        text += "two";
                        break;
                    case 3:
                        continue;
                    default:
                        text += Log.Say(j);
                        break;
                }
                Stop.Void("inner");
            }
            if (i == 4)
                break;
            text += ";";
        }
        return text;
    }

    // Trap: return out of nested loops.
    [Fragment, Case(5), Case(2)]
    public static int ReturnInside(int n)
    {
        for (var i = 0; i < n; i++)
        {
            while (true)
            {
                if (i * i > 6)
                    return i * 100 + Stop.Int(n);
                if (Stop.Bool(i % 2 == 0))
                    break;
                i++;
            }
        }
        return -1;
    }

    // Trap: the counter and the bound change in the body.
    [Fragment, Case(10)]
    public static string Moving(int n)
    {
        var text = "";
        for (var i = 0; i < n; i++)
        {
            text += i + ",";
            if (i % 3 == 0)
                n--;
            if (i == 4)
                i += 2;
        }
        return text + n;
    }

    // Trap: a variable that is live only around the back-edge (read before it is written, one iteration later).
    [Fragment, Case(5)]
    public static string Carried(int n)
    {
        var previous = -1;
        var text = "";
        for (var i = 0; i < n; i++)
        {
            if (i > 0)
                text += previous + " ";
            Stop.Void("mid");
            previous = i * i;
        }
        return text;
    }

    // Trap: two equal loops are two loops.
    [Fragment, Case(2)]
    public static string Twins(int n)
    {
        var text = "";
        for (var i = 0; i < n; i++)
            text += Stop.Int(i);
        for (var i = 0; i < n; i++)
            text += Stop.Int(i);
        while (n-- > 0)
            text += "w";
        n = 2;
        while (n-- > 0)
            text += "w";
        return text;
    }

    // Trap: an endless loop that only throws or returns: C# knows that nothing follows.
    [Fragment, Case(3)]
    public static int Endless(int n)
    {
        while (true)
        {
            if (n-- == 0)
                return Stop.Int(7);
        }
    }

    // Trap: constants as conditions.
    [Fragment, Case(3)]
    public static int ConstantConditions(int n)
    {
        const bool yes = true;
        while (yes)
        {
            if (--n < 0)
                break;
            Stop.Void("in");
        }
        do
            n++;
        while (false);
        for (; true;)
        {
            if (n++ > 2)
                break;
        }
        return n;
    }

    // Trap: loops in loops without braces, an empty body, a body that is a declaration block.
    [Fragment, Case(3)]
    public static int Bare(int n)
    {
        var sum = 0;
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                if (i != j)
                    sum += Stop.Int(i * n + j);
        for (var i = 0; i < n; sum += i++)
            ;
        while (sum-- > 20)
        {
        }
        return sum;
    }

    // Trap: an if whose branch is a loop, a loop whose body is an if, resumed deep inside.
    [Fragment, Case(3, true), Case(3, false)]
    public static int Mixed(int n, bool deep)
    {
        var sum = 0;
        if (deep)
            for (var i = 0; i < n; i++)
                if (i != 1)
                    while (sum < i * 5)
                        sum += Stop.Int(2);
                else
                    sum++;
        else
            do { sum += Stop.Int(1); } while (sum < n);
        return sum;
    }
}
