using Weave;

namespace Corpus.ControlFlow;

/// <summary>Shapes that compilers got wrong, and shapes that nobody writes: jumps in and out of everything that C# lets them.</summary>
public static partial class Sample
{
    // Trap: an interpreter: fetch, decode, goto case between opcodes, a jump back that is an assignment.
    [Fragment, Case("+++[>++<-]>.", 0), Case("[x]", 0), Case("+[-]+.", 0)]
    public static string Interpreter(string program, int start)
    {
        var tape = new int[4];
        var cell = 0;
        var output = "";
        for (var at = start; at < program.Length; at++)
        {
            switch (program[at])
            {
                case '+':
                    tape[cell] += Stop.Int(1);
                    break;
                case '-':
                    tape[cell]--;
                    break;
                case '>':
                case '<':
                    cell += program[at] == '>' ? 1 : -1;
                    continue;
                case '.':
                    output += Stop.Text(tape[cell].ToString());
                    break;
                case '[' when tape[cell] != 0:
                    break;
                case '[':
                    for (var depth = 1; depth > 0;)
                    {
                        at++;
                        depth += program[at] switch { '[' => 1, ']' => -1, _ => 0 };
                    }
                    break;
                case ']':
                    if (tape[cell] == 0)
                        break;
                    for (var depth = 1; depth > 0;)
                    {
                        switch (program[--at])
                        {
                            case '[':
                                depth--;
                                break;
                            case ']':
                                depth++;
                                break;
                        }
                    }
                    at--;
                    goto case '\0';
                case '\0':
                    Stop.Void("jump");
                    break;
                default:
                    goto Done;
            }
        }
    Done:
        return output + cell;
    }

    // Trap: a tokenizer of labels and gotos, each state a label: nothing but jumps.
    [Fragment, Case("ab 12,x9 "), Case(" 7"), Case("")]
    public static string Tokenizer(string s)
    {
        var i = 0;
        var text = "";
        int from;
    Between:
        if (i == s.Length)
            goto End;
        if (char.IsLetter(s[i]))
            goto Word;
        if (char.IsDigit(s[i]))
            goto Number;
        i++;
        goto Between;
    Word:
        from = i;
    InWord:
        if (++i < s.Length && char.IsLetterOrDigit(s[i]))
            goto InWord;
        text += "w:" + Stop.Text(s[from..i]) + ";";
        goto Between;
    Number:
        var sum = 0;
    InNumber:
        sum = sum * 10 + (s[i] - '0');
        if (++i < s.Length && char.IsDigit(s[i]))
            goto InNumber;
        text += "n:" + Stop.Int(sum) + ";";
        goto Between;
    End:
        return text + Stop.Text("end");
    }

    // Trap: loops in a switch in a loop in a switch, every kind of jump from the innermost.
    [Fragment, Case(0), Case(1), Case(2), Case(3), Case(4), Case(5)]
    public static string Innermost(int how)
    {
        var text = "";
        switch (how >= 0)
        {
            case true:
                for (var i = 0; i < 2; i++)
                {
                    text += i;
                    switch (how)
                    {
                        case 5:
                            goto default;
                        default:
                            do
                            {
                                text += Stop.Text("x");
                                if (how == 0)
                                    break;
                                if (how == 1)
                                    continue;
                                if (how == 2)
                                    goto Out;
                                if (how == 3)
                                    goto case 4;
                                if (how == 4)
                                    return text + Stop.Text("returned");
                                text += "y";
                            }
                            while (text.Length < 6);
                            text += "d";
                            break;
                        case 4:
                            text += Stop.Text("four");
                            if (text.Length < 20)
                                goto default;
                            continue;
                    }
                    text += "s";
                }
                goto Out;
            case false:
                return "never";
        }
    Out:
        return text + Stop.Text("out");
    }

    // Trap: finally blocks between a goto and its label run in order, each once.
    [Fragment, Case(0), Case(1), Case(2)]
    public static string FinallyBetween(int x)
    {
        var text = "";
        try
        {
            try
            {
                text += Stop.Int(x);
                if (x == 0)
                    goto Inner;
                if (x == 1)
                    goto Outer;
                text += "end;";
            }
            finally
            {
                text += "f1;";
            }
            text += Stop.Text("after;");
        Inner:
            text += Stop.Text("inner;");
        }
        finally
        {
            text += "f2;";
        }
        text += "normal;";
    Outer:
        return text + Stop.Text("outer");
    }

    // Trap: a jump back out of a try region into which the loop of gotos enters again.
    [Fragment, Case(3)]
    public static string TryInGotoLoop(int n)
    {
        var text = "";
        var i = 0;
    Again:
        try
        {
            i++;
            text += Stop.Int(i);
            if (i < n)
                goto Again;
        }
        catch (InvalidOperationException)
        {
            text += "never";
        }
        finally
        {
            text += "f";
        }
        return text;
    }

    // Trap: the same value switched on twice; sections of both have variables of one name, one captured by a lambda.
    [Fragment, Case(1), Case(2)]
    public static int TwoSwitches(int x)
    {
        object o = x == 1 ? 5 : "five";
        var sum = 0;
        switch (o)
        {
            case int v:
                sum += new[] { 1, 2 }.Sum(k => k * v) + Stop.Int(v);
                break;
            case string v:
                sum += v.Length * Stop.Int(2);
                break;
        }
        switch (o)
        {
            case string v when v.Length > sum:
                return -1;
            case string v:
                sum += Stop.Int(v.Length);
                break;
            case int v when v < 10:
                v *= 2;
                sum += Stop.Int(v) + v;
                break;
        }
        return sum;
    }

    // Trap: a switch as the only statement of an if, of an else, of a loop; dangling braces.
    [Fragment, Case(0), Case(1), Case(2), Case(3)]
    public static string Bare(int x)
    {
        var text = "";
        if (x > 0)
            switch (x)
            {
                case 1: text += Stop.Text("one"); break;
                default: text += "many"; break;
            }
        else
            switch (x) { case 0: text += Stop.Text("zero"); break; }
        while (x-- > 0)
            switch (x % 2)
            {
                case 0: text += Stop.Int(x); continue;
                default: text += "-"; break;
            }
        return text;
    }

    // Trap: a selector with effects in a loop: once each turn, and not once more when the turn is resumed.
    [Fragment, Case(4)]
    public static int SelectorEffects(int n)
    {
        var calls = 0;
        var sum = 0;
        while (calls < n)
        {
            switch (calls++ % 3)
            {
                case 0:
                    sum += Stop.Int(calls);
                    break;
                case 1 when sum++ > 0:
                    sum += 10 * Stop.Int(calls);
                    break;
                default:
                    sum += 100;
                    break;
            }
        }
        return sum * 10 + calls;
    }

    // Trap: more than 64 sections, cuts in the first, the 64th, 65th and the last (a jump table's edges).
    [Fragment, Case(0), Case(63), Case(64), Case(65), Case(66), Case(99)]
    public static int Many(int x)
    {
        switch (x)
        {
            case 0: return Stop.Int(0) + 1;
            case 1: case 2: case 3: case 4: case 5: case 6: case 7: case 8: case 9: case 10: case 11: case 12: case 13: case 14: case 15: case 16:
            case 17: case 18: case 19: case 20: case 21: case 22: case 23: case 24: case 25: case 26: case 27: case 28: case 29: case 30: case 31: case 32: return -x;
            case 33: return 1; case 34: return 2; case 35: return 3; case 36: return 4; case 37: return 5; case 38: return 6; case 39: return 7; case 40: return 8;
            case 41: return 1; case 42: return 2; case 43: return 3; case 44: return 4; case 45: return 5; case 46: return 6; case 47: return 7; case 48: return 8;
            case 49: return 1; case 50: return 2; case 51: return 3; case 52: return 4; case 53: return 5; case 54: return 6; case 55: return 7; case 56: return 8;
            case 57: return 1; case 58: return 2; case 59: return 3; case 60: return 4; case 61: return 5; case 62: return 6;
            case 63: return Stop.Int(63) + 2;
            case 64: return Stop.Int(64) + 3;
            case 65: x += Stop.Int(1); goto case 0;
            case 66: return Stop.Int(x) + x;
        }
        return Stop.Int(x) - 1;
    }

    // Trap: a coroutine by hand: the state in a field of an object, resumed by goto case in the middle of a loop.
    public sealed class Generator
    {
        public int State { get; set; }

        public int I { get; set; }
    }

    [Fragment, Case(3)]
    public static string Coroutine(int n)
    {
        var machine = new Generator();
        var text = "";
        while (Advance(machine, n) is >= 0 and var value)
            text += value + ",";
        return text + machine.State;
    }

    [Fragment, Cases(nameof(Machines))]
    public static int Advance(Generator machine, int n)
    {
        switch (machine.State)
        {
            case 0:
                machine.I = 0;
                goto case 2;
            case 1:
                machine.I += Stop.Int(1);
                goto case 2;
            case 2:
                if (machine.I >= n)
                    goto default;
                machine.State = 1;
                return machine.I * Stop.Int(10);
            default:
                machine.State = -1;
                return -1;
        }
    }

    public static IEnumerable<object?[]> Machines() => [[new Generator(), 2], [new Generator { State = 1, I = 5 }, 7], [new Generator { State = 9 }, 1]];

    // Trap: a conditional jump over the initialisation of a variable that is captured behind the label.
    [Fragment, Case(true), Case(false)]
    public static int CapturedBehind(bool skip)
    {
        int x;
        if (skip)
            goto Set;
        x = Stop.Int(4);
        goto Use;
    Set:
        x = 9;
    Use:
        Func<int> f = () => x * 2;
        var twice = f();
        Stop.Void("use");
        return twice + x;
    }

    // Trap: jumps among three labels, in loops of two that share a label: what is live differs by way.
    [Fragment, Case(1), Case(6)]
    public static string ThreeWays(int n)
    {
        string a = "a", b = "b", c = "c";
        var k = 0;
    One:
        k++;
        a += Stop.Int(k);
        if (k % 3 == 0)
            goto Three;
    Two:
        k++;
        b += a.Length;
        if (k > n)
            return a + b + c;
        if (k % 2 == 0)
            goto One;
    Three:
        k++;
        c += Stop.Text(b);
        goto Two;
    }

    // Trap: Collatz by goto, with a switch that decides: a poll in a loop that no keyword makes.
    [Fragment, Case(6L), Case(27L)]
    public static int Collatz(long n)
    {
        var steps = 0;
    Next:
        switch (n)
        {
            case 1:
                return steps;
            case var even when even % 2 == 0:
                n = even / 2;
                break;
            case var odd:
                n = 3 * odd + 1;
                break;
        }
        steps++;
        goto Next;
    }

    // Trap: binary search whose loop is left by goto from a switch on a comparison.
    [Fragment, Case(7), Case(8), Case(1), Case(99)]
    public static int Search(int wanted)
    {
        var a = new[] { 1, 3, 5, 7, 9, 11 };
        int low = 0, high = a.Length - 1, middle = -1;
        while (low <= high)
        {
            middle = low + (high - low) / 2;
            switch (Stop.Int(a[middle]).CompareTo(wanted))
            {
                case < 0:
                    low = middle + 1;
                    continue;
                case > 0:
                    high = middle - 1;
                    continue;
                default:
                    goto Found;
            }
        }
        return ~low;
    Found:
        return middle;
    }

    // Trap: exceptions thrown in guards, in selectors and in sections, caught around the switch.
    [Fragment, Case(0), Case(1), Case(2), Case(3)]
    public static string Throwing(int x)
    {
        var text = "";
        try
        {
            switch (x == 0 ? Stop.Throw("selector") : x)
            {
                case 1 when Stop.Throw("guard") > 0:
                    text += "never";
                    break;
                case 2:
                    text += Stop.Throw("section");
                    break;
                case var n when Stop.Bool(n == 3):
                    text += n / (n - Stop.Int(3));
                    break;
            }
        }
        catch (Exception e)
        {
            text += e.GetType().Name + e.Message;
        }
        return text + Stop.Text(".");
    }

    // Trap: a switch in a lambda's neighbour: local functions of a section, called after a cut.
    [Fragment, Case(1), Case(2)]
    public static int LocalFunctions(int x)
    {
        var sum = 0;
        switch (x)
        {
            case 1:
                int Twice(int v) => v * 2;
                sum += Twice(Stop.Int(3));
                Stop.Void("one");
                sum += Twice(sum);
                break;
            case 2:
                const int Ten = 10;
                sum += Twice(Ten) + Stop.Int(Ten);
                break;
        }
        return sum;
    }

    // Trap: a nested switch expression in a guard of a switch statement, and a switch whose sections only jump.
    [Fragment, Case(1), Case(2), Case(3), Case(4)]
    public static string OnlyJumps(int x)
    {
        switch (x)
        {
            case 1: goto A;
            case 2: goto B;
            case var v when v switch { 3 => Stop.Bool(true), _ => false }: goto C;
            default: goto D;
        }
    A:
        return Stop.Text("A");
    B:
        x = 1;
        Stop.Void("B");
        goto A;
    C:
        return Stop.Text("C") + x;
    D:
        return "D";
    }

    // Trap: an unreachable section, a constant selector and a constant guard.
    [Fragment, Case(5)]
    public static int Constants(int x)
    {
#pragma warning disable CS0162, CS7095, CS8120
        switch (3)
        {
            case 1:
                return Stop.Int(1);
            case 3:
                x += Stop.Int(3);
                break;
        }
        switch (x)
        {
            case 8 when true:
                return Stop.Int(8) + x;
            default:
                return -1;
        }
#pragma warning restore CS0162, CS7095, CS8120
    }

    // Trap: a big value type as selector and as pattern variable, copied at the match and not seen through.
    [Fragment, Case(1), Case(2)]
    public static string CopiedAtMatch(int x)
    {
        var at = new DateTime(2020, 1, 2).AddDays(x);
        switch (at)
        {
            case { Day: 3 } third:
                at = at.AddYears(Stop.Int(5));
                return third.Year + ":" + at.Year;
            case var other:
                at = at.AddDays(Stop.Int(1));
                return other.Day + ":" + at.Day;
        }
    }

    // Trap: goto default into a default that stands first, goto case into a section before it.
    [Fragment, Case(0), Case(1), Case(2)]
    public static string DefaultFirst(int x)
    {
        var text = "";
        var turns = 0;
        switch (x)
        {
            default:
                text += Stop.Text("d");
                if (turns++ > 1)
                    break;
                goto case 1;
            case 1:
                text += "1";
                if (turns++ > 2)
                    goto case 2;
                goto default;
            case 2:
                text += Stop.Text("2");
                return text;
        }
        return text + "!";
    }
}
