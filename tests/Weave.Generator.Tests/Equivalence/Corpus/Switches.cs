using Weave;

namespace Corpus.Switches;

public enum Color
{
    Red,
    Green,
    Blue,
}

public static partial class Sample
{
    // Trap: await in a switch case silently became 0 elsewhere; on resume the selector must not be evaluated again.
    [Fragment, Case(0), Case(1), Case(2), Case(9)]
    public static int Plain(int x)
    {
        var result = 100;
        switch (Log.Say(x))
        {
            case 0:
                result = Stop.Int(5);
                break;
            case 1:
                Stop.Void("one");
                result += Stop.Int(7) * 2;
                break;
            default:
                result = -1;
                break;
        }
        Stop.Void("after");
        return result;
    }

    // Trap: the selector's value is changed by the section that is resumed.
    [Fragment, Case(1), Case(2)]
    public static int SelectorChanges(int x)
    {
        switch (x)
        {
            case 1:
                x = 2;
                Stop.Void("in one");
                x += 10;
                break;
            case 2:
                x = 1;
                Stop.Void("in two");
                x += 20;
                break;
        }
        return x;
    }

    // Trap: 'continue' inside a switch is of the loop, 'break' of the switch, and the loop's own break needs a flag.
    [Fragment, Case(8)]
    public static string ContinueAndBreak(int n)
    {
        var text = "";
        for (var i = 0; i < n; i++)
        {
            switch (i % 4)
            {
                case 0:
                    text += Stop.Text("a");
                    continue;
                case 1:
                    if (i > 4)
                        break;
                    text += Stop.Text("b");
                    break;
                case 2:
                    text += "c";
                    break;
                default:
                    continue;
            }
            text += Stop.Int(i);
        }
        return text;
    }

    // Trap: several labels on a section, default in the middle, an empty section at the end.
    [Fragment, Case(1), Case(2), Case(3), Case(4), Case(7)]
    public static int DefaultInTheMiddle(int x)
    {
        switch (x)
        {
            case 1:
            case 2:
                return Stop.Int(12);
            default:
            case 3:
                x += Stop.Int(100);
                break;
            case 4:
                break;
        }
        return x;
    }

    // Trap: a switch on strings, with null and a constant.
    const string Key = "key";

    [Fragment, Case("a"), Case("key"), Case(null), Case("zzz")]
    public static string OnStrings(string? s)
    {
        switch (s)
        {
            case "a":
                return Stop.Text("A");
            case Key:
                Stop.Void("const");
                break;
            case null:
                return Stop.Text("null") + "!";
        }
        return s + Stop.Text("?");
    }

    // Trap: enums, and an explicit conversion as selector.
    [Fragment, Case(0), Case(1), Case(2), Case(3)]
    public static int OnEnum(int c)
    {
        switch ((Color)c)
        {
            case Color.Red:
                return Stop.Int(1);
            case Color.Green:
                Stop.Void("green");
                goto case Color.Blue;
            case Color.Blue:
                return Stop.Int(3);
        }
        return Stop.Int(-1);
    }

    // Trap: narrow and wide selector types, whose constants convert.
    [Fragment, Case((byte)1, 1L, 'a', 1u), Case((byte)2, 4000000000L, 'b', 4000000000u), Case((byte)3, 3L, 'c', 3u)]
    public static int Widths(byte b, long l, char c, uint u)
    {
        var sum = 0;
        switch (b)
        {
            case 1: sum += Stop.Int(1); break;
            case 2: sum += Stop.Int(2); break;
        }
        switch (l)
        {
            case 1: sum += Stop.Int(10); break;
            case 4000000000: sum += Stop.Int(20); break;
        }
        switch (c)
        {
            case 'a': sum += Stop.Int(100); break;
            case 'b': sum += Stop.Int(200); break;
        }
        switch (u)
        {
            case 1: sum += Stop.Int(1000); break;
            case 4000000000: sum += Stop.Int(2000); break;
        }
        return sum;
    }

    // Trap: a nullable selector, lifted.
    [Fragment, Case(1), Case(null), Case(5)]
    public static int OnNullable(int? x)
    {
        switch (x)
        {
            case null:
                return Stop.Int(-1);
            case 1:
                return Stop.Int(1) + 1;
            default:
                return x.Value + Stop.Int(x.Value);
        }
    }

    // Trap: a switch inside a switch inside a loop; each break is of the innermost.
    [Fragment, Case(6)]
    public static int Nested(int n)
    {
        var sum = 0;
        for (var i = 0; i < n; i++)
        {
            switch (i % 3)
            {
                case 0:
                    switch (i)
                    {
                        case 0:
                            sum += Stop.Int(1);
                            break;
                        default:
                            sum += Stop.Int(2);
                            if (sum > 3)
                                continue;
                            break;
                    }
                    sum *= Stop.Int(10);
                    break;
                case 1:
                    sum += 3;
                    break;
                case 2:
                    Stop.Void("two");
                    continue;
            }
            sum++;
        }
        return sum;
    }

    // Trap: a loop inside a section: its break is its own, its poll is in the section.
    [Fragment, Case(1, 5), Case(2, 5), Case(3, 5)]
    public static int LoopInside(int x, int n)
    {
        var sum = 0;
        switch (x)
        {
            case 1:
                for (var i = 0; i < n; i++)
                {
                    if (i == 3)
                        break;
                    sum += i;
                }
                sum += 1000;
                break;
            case 2:
                while (true)
                {
                    sum += Stop.Int(n);
                    if (sum > 12)
                        break;
                }
                break;
            default:
                foreach (var v in new[] { 1, 2, n })
                    sum += v;
                return sum;
        }
        return sum + 1;
    }

    // Trap: a switch inside try with finally, and a try inside a section (a break out of a try inside a switch was dropped elsewhere).
    [Fragment, Case(1), Case(2), Case(3)]
    public static string TryInside(int x)
    {
        var text = "";
        for (var i = 0; i < 2; i++)
        {
            try
            {
                switch (x)
                {
                    case 1:
                        try
                        {
                            text += Stop.Int(1);
                            break;
                        }
                        finally
                        {
                            text += "f";
                        }
                    case 2:
                        text += Stop.Throw("two");
                        break;
                    default:
                        try
                        {
                            Stop.Void("d");
                            continue;
                        }
                        finally
                        {
                            text += "c";
                        }
                }
                text += "s";
            }
            catch (InvalidOperationException e)
            {
                text += e.Message;
            }
            finally
            {
                text += ";";
            }
        }
        return text;
    }

    // Trap: sections share one scope: a local of one section is used in another that declares it not.
    [Fragment, Case(1), Case(2), Case(3)]
    public static int SharedScope(int x)
    {
        switch (x)
        {
            case 1:
                int y = Stop.Int(5), z;
                z = y;
                return y + Stop.Int(1) + z;
            case 2:
                y = Stop.Int(7);
                z = 2;
                Stop.Void("two");
                return y * z;
            default:
                z = 4;
                return Stop.Int(z) + z;
        }
    }

    // Trap: locals of sections that differ in type, in blocks of their own.
    [Fragment, Case(1), Case(2)]
    public static string Blocks(int x)
    {
        switch (x)
        {
            case 1:
            {
                var v = Stop.Int(4);
                Stop.Void("int");
                return v.ToString();
            }
            case 2:
            {
                var v = Stop.Text("t");
                Stop.Void("text");
                return v + v;
            }
        }
        return "";
    }

    // Trap: the selector itself holds a cut, the sections hold none.
    [Fragment, Case(1), Case(2)]
    public static int CutInSelector(int x)
    {
        switch (Stop.Int(x) + x)
        {
            case 2:
                x = 20;
                break;
            case 4:
                x = 40;
                break;
        }
        return x;
    }

    // Trap: the selector is a tuple with a cut in the middle; what is before it is evaluated before.
    [Fragment, Case(1, 2), Case(2, 1), Case(3, 3)]
    public static string TupleSelector(int a, int b)
    {
        switch (Log.Say(a), Stop.Int(b), Log.Say(a + b))
        {
            case (1, 2, _):
                return Stop.Text("first");
            case (2, var q, 3) when q == 1:
                return Stop.Text("second") + q;
            default:
                return Stop.Text("none");
        }
    }

    // Trap: a variable of the selector is in scope in all sections, and on resume it is not evaluated.
    [Fragment, Case("12"), Case("x"), Case("40")]
    public static int SelectorDeclares(string s)
    {
        switch (int.TryParse(s, out var n))
        {
            case true when n > 20:
                Stop.Void("big");
                return n;
            case true:
                n += Stop.Int(1);
                return n;
            case false:
                Stop.Void("bad");
                return n - 1;
        }
    }

    // Trap: all sections return: what follows cannot be reached, and C# must see that in the generated code too.
    [Fragment, Case(true), Case(false)]
    public static int Exhaustive(bool b)
    {
        int x;
        switch (b)
        {
            case true:
                x = Stop.Int(1);
                break;
            case false:
                x = 2;
                Stop.Void("f");
                break;
        }
        return x;
    }

    // Trap: a section that throws after a cut, and throws from within an expression.
    [Fragment, Case(1), Case(2), Case(3)]
    public static int Throws(int x)
    {
        switch (x)
        {
            case 1:
                Stop.Void("one");
                throw new ArgumentException("one");
            case 2:
                return Stop.Throw("two");
            default:
                throw new InvalidOperationException(Stop.Text("other"));
        }
    }

    // Trap: a state machine: while (true) switch (state) with a poll in the loop and cuts in states.
    [Fragment, Case("ab12 c3"), Case("")]
    public static string StateMachine(string input)
    {
        var state = 0;
        var at = 0;
        var output = "";
        while (true)
            switch (state)
            {
                case 0:
                    if (at >= input.Length)
                        return output + "$";
                    state = char.IsDigit(input[at]) ? 1 : char.IsLetter(input[at]) ? 2 : 3;
                    break;
                case 1:
                    output += Stop.Text("#");
                    at++;
                    state = 0;
                    break;
                case 2:
                    output += input[at++];
                    state = 0;
                    continue;
                default:
                    at++;
                    Stop.Void("skip");
                    state = 0;
                    break;
            }
    }

    // Trap: closures over a section's local, made in each turn of a loop.
    [Fragment, Case(3)]
    public static int Closures(int n)
    {
        var sum = 0;
        for (var i = 0; i < n; i++)
        {
            switch (i)
            {
                case 1:
                    var y = i * 10;
                    Func<int> f = () => y + 1;
                    sum += f();
                    Stop.Void("closure");
                    break;
                default:
                    y = i;
                    sum += Stop.Int(y);
                    break;
            }
        }
        return sum;
    }

    // Trap: a switch in an async method, with awaits in its sections.
    [Fragment, Case(1), Case(2), Case(3)]
    public static async Task<int> Async(int x)
    {
        switch (x)
        {
            case 1:
                return await Stop.IntAsync(1) + 1;
            case 2:
                await Stop.VoidAsync("two");
                await Task.Yield();
                x++;
                goto case 3;
            case 3:
                x *= await Stop.IntAsync(5);
                break;
        }
        return x;
    }

    // Trap: recursion in sections, with base cases and a tail call.
    [Fragment, Case(7)]
    public static long Recursive(int n)
    {
        switch (n)
        {
            case 0:
                return 0;
            case 1:
                return 1;
            case > 5:
                return Recursive(n - 1) + Recursive(n - 2);
            default:
                return Recursive(n - 1) + 1;
        }
    }

    // Trap: empty switch, and one with only a default.
    [Fragment, Case(1)]
    public static int Degenerate(int x)
    {
#pragma warning disable CS1522
        switch (Stop.Int(x)) { }
#pragma warning restore CS1522
        switch (x)
        {
            default:
                x = Stop.Int(x + 1);
                break;
        }
        return x;
    }

    // Trap: an if without else as the last statement before break, nested blocks that end in break.
    [Fragment, Case(1, 1), Case(1, 2), Case(2, 1), Case(2, 2)]
    public static int BreaksInBlocks(int x, int y)
    {
        switch (x)
        {
            case 1:
                {
                    if (y == 1)
                    {
                        Stop.Void("inner");
                        break;
                    }
                    x = 50;
                    break;
                }
            case 2 when y == 1:
                if (Stop.Bool(true))
                    return 7;
                else
                    break;
            case 2:
                if (Stop.Bool(false))
                {
                    return 8;
                }
                else
                {
                    x++;
                    break;
                }
        }
        return x + Stop.Int(100);
    }
}
