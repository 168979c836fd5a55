using Weave;

namespace Corpus.Gotos;

public static partial class Sample
{
    // Trap: a loop built of a label and a goto must be stoppable, and goes on behind the label.
    [Fragment, Case(5)]
    public static int Backward(int n)
    {
        var i = 0;
        var sum = 0;
    Again:
        sum += i;
        i++;
        if (i < n)
            goto Again;
        return sum;
    }

    // Trap: what is assigned before a goto back is live at the label, though in the text it comes later.
    [Fragment, Case(4)]
    public static int LiveAround(int n)
    {
        var last = -1;
        var i = 0;
    Again:
        Log.Add(last);
        if (i == n)
            return last;
        var next = Stop.Int(i * i);
        last = next + 1;
        i++;
        goto Again;
    }

    // Trap: a goto forward over a declaration: the declared variable is used behind the label, assigned anew.
    [Fragment, Case(true), Case(false)]
    public static int OverDeclaration(bool skip)
    {
        if (skip)
            goto Behind;
        var x = Stop.Int(5);
        Log.Add(x);
    Behind:
        x = 3;
        Stop.Void("behind");
        return x + Stop.Int(1);
    }

    // Trap: a goto out of nested loops.
    [Fragment, Case(5), Case(2)]
    public static string OutOfLoops(int n)
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                if (i * j == Stop.Int(6))
                    goto Found;
                if (j > i)
                    goto Next;
            }
            Log.Add("row");
        Next:
            Log.Add(i);
        }
        return "none";
    Found:
        return Stop.Text("found");
    }

    // Trap: a goto out of a try with a finally: the finally runs, and not while the frame is saved.
    [Fragment, Case(1), Case(2), Case(3)]
    public static string OutOfTry(int x)
    {
        var text = "";
        try
        {
            if (x == 1)
                goto Out;
            text += Stop.Int(x);
            if (x == 2)
                goto Out;
            text += "end";
        }
        finally
        {
            text += "f";
        }
        text += Stop.Text("normal");
    Out:
        return text + Stop.Text("out");
    }

    // Trap: goto case forward, backward and to itself; goto default.
    [Fragment, Case(1), Case(2), Case(3), Case(4), Case(5)]
    public static string GotoCase(int x)
    {
        var text = "";
        var turns = 0;
        switch (x)
        {
            case 1:
                text += "1";
                goto case 3;
            case 2:
                text += Stop.Text("2");
                if (turns++ < 2)
                    goto case 2;
                goto default;
            case 3:
                text += Stop.Text("3");
                if (turns++ < 2)
                    goto case 1;
                break;
            case 4:
                goto default;
            default:
                text += "d";
                Stop.Void("default");
                break;
        }
        return text;
    }

    // Trap: a state machine of goto case: a loop with no loop statement, that has to be stoppable.
    [Fragment, Case(3)]
    public static int Machine(int n)
    {
        var count = 0;
        switch ("start")
        {
            case "start":
                count++;
                goto case "work";
            case "work":
                count += 10;
                if (count < n * 10)
                    goto case "work";
                goto case "stop";
            case "stop":
                return count;
        }
        return -1;
    }

    // Trap: goto case from inside a loop and from inside a try inside the section.
    [Fragment, Case(1), Case(2)]
    public static string GotoCaseFromInside(int x)
    {
        var text = "";
        var tries = 0;
        switch (x)
        {
            case 1:
                foreach (var i in new[] { 1, 2, 3 })
                {
                    text += Stop.Int(i);
                    if (i == 2)
                        goto case 2;
                }
                break;
            case 2:
                try
                {
                    text += Stop.Text("t");
                    if (tries++ < 1)
                        goto case 2;
                    goto default;
                }
                finally
                {
                    text += "f";
                }
            default:
                text += Stop.Text("d");
                break;
        }
        return text;
    }

    // Trap: a label in a block of its own, the same name in a sibling block, and names that weaving itself would use.
    [Fragment, Case(3)]
    public static int Names(int n)
    {
        var sum = 0;
        {
            var i = 0;
        Loop1:
            sum += Stop.Int(i);
            if (++i < n)
                goto Loop1;
        }
        {
            var i = 0;
        Loop1:
            sum += i;
            if (++i < n)
                goto Loop1;
        }
        goto Cut1;
    Start:
        return sum;
    Cut1:
        sum++;
        Stop.Void("cut");
        goto Start;
    }

    // Trap: a label on a loop, on a block, on an empty statement at the end of a block.
    [Fragment, Case(4)]
    public static string Labelled(int n)
    {
        var text = "";
        var again = true;
    Loop:
        while (n > 0)
        {
            n--;
            if (n == 2)
                goto Skip;
            text += Stop.Int(n);
        Skip:;
        }
    Block:
        {
            text += "b";
            if (again)
            {
                again = false;
                n = 1;
                goto Loop;
            }
        }
        if (text.Length < 5)
            goto Block;
        return text;
    }

    // Trap: a goto into a section of a switch from another one, by label.
    [Fragment, Case(1), Case(2)]
    public static string LabelInSection(int x)
    {
        var text = "";
        switch (x)
        {
            case 1:
                text += Stop.Text("one");
            Middle:
                text += "middle";
                Stop.Void("m");
                break;
            case 2:
                text += Stop.Text("two");
                goto Middle;
        }
        return text;
    }

    // Trap: a goto back over a variable that a lambda captured: each round has one of its own? No: the block is one.
    [Fragment, Case(3)]
    public static int CapturedInLoop(int n)
    {
        var i = 0;
        var sum = 0;
    Again:
        {
            var copy = i * 2;
            Func<int> f = () => copy + 1;
            sum += f();
            Stop.Void("turn");
        }
        if (++i < n)
            goto Again;
        return sum;
    }

    // Trap: two labels in a row, a jump back to each; the poll of one is not the other's.
    [Fragment, Case(3)]
    public static string TwoLabels(int n)
    {
        var text = "";
        var k = 0;
    A:
    B:
        text += k;
        k++;
        if (k == 1)
            goto A;
        if (k < n)
            goto B;
        return text;
    }

    // Trap: the jump stands in a statement that is copied whole, deep inside.
    [Fragment, Case(10)]
    public static int FromCopied(int n)
    {
        var x = 0;
    Top:
        x++;
        foreach (var d in new HashSet<int> { 2, 3 })
        {
            if (x % d == 0)
                continue;
            if (x < n)
            {
                lock (typeof(int))
                    goto Top;
            }
        }
        return x;
    }

    // Trap: a copied block with labels of its own: what it may leave unassigned stays live.
    [Fragment, Case(1), Case(0)]
    public static int CopiedLabels(int c)
    {
        var x = 7;
        Stop.Void("before");
        lock (typeof(int))
        {
            if (c == 1)
                goto L;
            x = 1;
        L:
            x++;
        }
        return x;
    }

    // Trap: a retry loop of labels around try and catch, the classic.
    [Fragment, Case(0), Case(2)]
    public static string Retry(int failures)
    {
        var attempt = 0;
    Retry:
        try
        {
            attempt++;
            if (attempt <= failures)
                Stop.Throw("attempt " + attempt);
            return "done " + Stop.Int(attempt);
        }
        catch (InvalidOperationException) when (attempt < 5)
        {
            Log.Add("again");
            goto Retry;
        }
    }

    // Trap: Duff's device, as far as C# has it.
    [Fragment, Case(0), Case(1), Case(2), Case(3), Case(7)]
    public static string Duff(int n)
    {
        var text = "";
        var rounds = (n + 2) / 3;
        switch (n % 3)
        {
            case 0:
                if (n == 0)
                    break;
                text += Stop.Text("a");
                goto case 2;
            case 2:
                text += "b";
                goto case 1;
            case 1:
                text += Stop.Text("c");
                if (--rounds > 0)
                    goto case 0;
                break;
        }
        return text;
    }

    // Trap: goto out of a switch inside a loop, to a label behind the loop and to one in the loop.
    [Fragment, Case(6)]
    public static string OutOfSwitch(int n)
    {
        var text = "";
        for (var i = 0; ; i++)
        {
            switch (i % 3)
            {
                case 0:
                    text += Stop.Int(i);
                    break;
                case 1:
                    goto Next;
                default:
                    if (i > n)
                        goto Done;
                    text += "-";
                    break;
            }
            text += "+";
        Next:
            text += Stop.Text(".");
        }
    Done:
        return text;
    }

    // Trap: a pinned value is live at the label: that loop runs without a cut.
    [Fragment, Case(3)]
    public static int PinnedInLoop(int n)
    {
        Func<int, int> f = v => v + 1;
        var i = 0;
    Again:
        i = f(i);
        if (i < n)
            goto Again;
        return i + Stop.Int(1);
    }

    // Trap: irreducible: a jump into the middle of a cycle of labels.
    [Fragment, Case(0), Case(1)]
    public static string Irreducible(int entry)
    {
        var text = "";
        var k = 0;
        if (entry == 1)
            goto B;
    A:
        text += Stop.Text("a");
        if (k > 3)
            return text;
    B:
        text += "b";
        k++;
        Stop.Void("b");
        goto A;
    }
}
