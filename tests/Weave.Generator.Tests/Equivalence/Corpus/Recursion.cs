using Weave;

namespace Corpus.Recursion;

public sealed class Node
{
    public int Value;
    public Node? Left, Right;
}

public static partial class Sample
{
    [Fragment, Case(7), Case(1)]
    public static int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);

    // Trap: base cases that are statements; more than one; with an effect before the recursion.
    [Fragment, Case(2, 2), Case(1, 3)]
    public static int Ackermann(int m, int n)
    {
        if (m == 0)
            return n + 1;
        if (n == 0)
            return Ackermann(m - 1, 1);
        return Ackermann(m - 1, Ackermann(m, n - 1));
    }

    // Trap: an effect at the entry happens once, whatever is captured there.
    [Fragment, Case(4)]
    public static int EntryEffect(int n)
    {
        Log.Add($"enter {n}");
        if (n == 0)
            return 0;
        return n + EntryEffect(n - 1);
    }

    // Trap: a condition with an effect is no base case.
    [Fragment, Case(4)]
    public static int EffectInBase(int n)
    {
        if (Log.Say(n) == 0)
            return 1;
        return n * EffectInBase(n - 1);
    }

    static int calls;

    public static void Reset() => calls = 0;

    // Trap: a base case that reads what an earlier statement wrote; a field that others change.
    [Fragment, Case(4)]
    public static int FieldInBase(int n)
    {
        calls++;
        if (calls > 3)
            return calls;
        return n + FieldInBase(n - 1);
    }

    [Fragment, Case(5)]
    public static string Even(int n) => n == 0 ? "even" : Odd(n - 1);

    [Fragment, Case(4)]
    public static string Odd(int n)
    {
        if (n == 0)
            return "odd";
        var rest = Even(n - 1);
        return rest + n;
    }

    // Trap: a list is passed down and mutated; all frames share it.
    [Fragment, Case(4)]
    public static List<int> Mutated(int n)
    {
        var list = new List<int>();
        Down(list, n);
        list.Add(-1);
        return list;
    }

    [Fragment]
    static void Down(List<int> list, int n)
    {
        if (n == 0)
            return;
        list.Add(n);
        Down(list, n - 1);
        list.Add(-n);
        list[0]++;
    }

    // Trap: a tree, a visitor list, and a total by return value.
    [Fragment, Cases(nameof(Trees))]
    public static int Tree(Node? node, List<int> visited)
    {
        if (node is null)
            return 0;
        var left = Tree(node.Left, visited);
        visited.Add(node.Value);
        node.Value += left;
        return left + node.Value + Tree(node.Right, visited);
    }

    public static IEnumerable<object?[]> Trees()
    {
        yield return [new Node { Value = 1, Left = new Node { Value = 2, Right = new Node { Value = 3 } }, Right = new Node { Value = 4 } }, new List<int>()];
        var shared = new Node { Value = 5 };
        yield return [new Node { Value = 1, Left = shared, Right = shared }, new List<int>()];
    }

    // Trap: a tail call of itself whose arguments are computed from each other.
    [Fragment, Case(20, 12), Case(3, 0)]
    public static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);

    [Fragment, Case(6, 0, 1)]
    public static int FibTail(int n, int a, int b)
    {
        Log.Add(a);
        if (n == 0)
            return a;
        return FibTail(n - 1, b, a + b);
    }

    // Trap: a tail call of itself with named, optional and cut arguments.
    [Fragment, Case(3)]
    public static string SelfNamed(int n, string text = "x", int step = 1)
    {
        if (n <= 0)
            return text;
        return SelfNamed(text: text + n + step, n: n - Stop.Int(step));
    }

    // Trap: a tail call of itself from within a loop, a branch, with locals of the same names again.
    [Fragment, Case(3, "")]
    public static string SelfInLoop(int n, string text)
    {
        for (var i = 0; i < 3; i++)
        {
            int local;
            if (n > 0 && i == n % 3)
                return SelfInLoop(n - 1, text + i);
            local = i;
            Stop.Void("turn");
            text += local;
        }
        return text;
    }

    // Trap: a parameter that a closure captured is a new variable in each activation.
    [Fragment, NoCapture("a standing request is taken for an entry that makes no progress"), Case(3)]
    public static string SelfClosure(int n)
    {
        kept.Add(() => n);
        if (n == 0)
        {
            var text = string.Join(",", kept.Select(static f => f()));
            kept.Clear();
            return text;
        }
        return SelfClosure(n - 1);
    }

    static readonly List<Func<int>> kept = [];

    // Trap: the same on an instance-free void function.
    [Fragment, Case(3)]
    public static void SelfVoid(int n)
    {
        Log.Add(n);
        if (n > 0)
            SelfVoid(n - 1);
    }

    // Trap: recursion in a loop in a try.
    [Fragment, Case(3)]
    public static int InTry(int n)
    {
        var sum = n;
        try
        {
            for (var i = 0; i < n; i++)
                sum += InTry(n - 1 - i);
            if (n == 2)
                throw new InvalidOperationException("two");
        }
        catch (InvalidOperationException)
        {
            sum += 100;
        }
        finally
        {
            Log.Add($"left {n}");
        }
        return sum;
    }

    // Trap: an exception through many captured frames.
    [Fragment, Case(6)]
    public static string DeepThrow(int n)
    {
        var text = "";
        try
        {
            text += Thrower(n);
        }
        catch (InvalidOperationException e)
        {
            text += e.Message;
        }
        return text;
    }

    [Fragment]
    static int Thrower(int n)
    {
        if (n == 0)
            throw new InvalidOperationException("deep");
        return n + Thrower(n - 1);
    }

    // Trap: three functions in a circle, one of them with a loop.
    [Fragment, Case(4)]
    public static int CircleA(int n) => n <= 0 ? 1 : CircleB(n - 1) + n;

    [Fragment]
    static int CircleB(int n)
    {
        var sum = 0;
        for (var i = 0; i < 2; i++)
            sum += CircleC(n - i);
        return sum;
    }

    [Fragment]
    static int CircleC(int n) => n <= 0 ? 2 : CircleA(n - 1) * 2;

    [Fragment, Case(5)]
    public static async Task<int> FibAsync(int n) => n < 2 ? n : await FibAsync(n - 1) + await FibAsync(n - 2);
}
