using Weave;

namespace Corpus.Closures;

public static partial class Sample
{
    // Trap: a lambda between cuts captures parameters and locals, and writes them.
    [Fragment, Case(3)]
    public static int Writes(int x)
    {
        var y = 1;
        Stop.Void("a");
        new List<int> { 1, 2, 3 }.ForEach(v => { x += v; y *= v; });
        Stop.Void("b");
        return x * 100 + y;
    }

    // Trap: LINQ over captured locals, evaluated at once.
    [Fragment, Case(2)]
    public static int Linq(int x)
    {
        var values = new[] { 1, 2, 3, 4 };
        var sum = 0;
        for (var i = 0; i < 3; i++)
        {
            sum += values.Where(v => v > x + i).Select(v => v * i).Sum();
            var query = from v in values where v % 2 == i % 2 let w = v * x orderby w descending select w;
            sum += query.First();
        }
        return sum + Stop.Int(values.Count(v => v < sum));
    }

    // Trap: local functions read and write variables that are declared around cuts.
    [Fragment, Case(3)]
    public static int LocalFunctions(int x)
    {
        var total = 0;
        Add(1);
        Stop.Void("a");
        Add(x);
        for (var i = 0; i < 2; i++)
            Add(Stop.Int(i) + Count());
        return total * 10 + Count();

        void Add(int value)
        {
            total += value;
            Log.Add(total);
        }

        int Count() => total + x;
    }

    // Trap: a local function declared in a block with a cut, and recursive.
    [Fragment, Case(4)]
    public static int Inner(int x)
    {
        var sum = 0;
        while (x > 0)
        {
            var factor = x;
            int Power(int n) => n == 0 ? 1 : factor * Power(n - 1);
            sum += Power(2);
            Stop.Void("mid");
            sum += Power(1);
            x -= 2;
        }
        return sum;
    }

    // Trap: each iteration has its own variable, and both the closure and the loop see its changes.
    [Fragment, Case(3)]
    public static string PerIteration(int n)
    {
        var text = "";
        for (var i = 0; i < n; i++)
        {
            var mine = i;
            Action grow = () => mine += 10;
            grow();
            grow();
            text += mine + Stop.Text(";");
        }
        return text;
    }

    // Trap: the closure of one iteration outlives it, in a place that no frame holds.
    [Fragment, Case(3)]
    public static int Outliving(int n)
    {
        var functions = new List<Func<int>>();
        for (var i = 0; i < n; i++)
        {
            var copy = i * i;
            functions.Add(() => copy);
        }
        return functions.Sum(static f => f()) + Stop.Int(n);
    }

    static Action? bump;

    public static void Reset() => bump = null;

    // Trap: a delegate in a static field shares a variable with the function: after a capture it would share no longer.
    [Fragment, NoCapture("the shared variable takes the loop's poll out"), Case(3)]
    public static int SharedForEver(int n)
    {
        var count = 0;
        bump = () => count++;
        for (var i = 0; i < n; i++)
        {
            bump();
            Log.Add(count);
        }
        return count;
    }

    // Trap: what a task changes while the function waits for it.
    [Fragment, Case(3)]
    public static async Task<int> ReadByTask(int n)
    {
        var box = new[] { n };
        var sum = await Task.Run(() => box[0] + n);
        Stop.Void("a");
        return sum + await Task.Run(() => n * 2);
    }

    // Trap: a lambda that hides names (static lambdas, lambda parameters like locals elsewhere).
    [Fragment, Case(3)]
    public static int Hiding(int x)
    {
        var y = 2;
        Func<int, int> f = static x => x * 10;
        Func<int, int> g = y => y + 1;
        var sum = f(1) + g(2);
        Stop.Void("a");
        Func<object, int> h = o => o is int y ? y : -1;
        sum += h(5);
        Stop.Void("b");
        return sum * 100 + x * 10 + y;
    }

    // Trap: fragments called in a lambda are plain calls.
    [Fragment, Case(3)]
    public static int FragmentInLambda(int x)
    {
        var sum = new[] { 1, 2 }.Select(v => Stop.Int(v) + x).Sum();
        return sum + Stop.Int(x);
    }

    // Trap: a local function only mentions a variable through another one.
    [Fragment, Case(3)]
    public static int Indirect(int x)
    {
        var hidden = 5;
        int A() => B() + 1;
        int B() => hidden * 2;
        Stop.Void("a");
        hidden = x;
        Stop.Void("b");
        var result = A();
        Stop.Void("c");
        return result;
    }

    // Trap: a captured variable without other use after the cut, read through the local function only.
    [Fragment, Case(3)]
    public static int OnlyThroughFunction(int x)
    {
        var state = x;
        int Next() => ++state;
        var sum = Next();
        for (var i = 0; i < 3; i++)
            sum = sum * 3 + Next();
        sum += Stop.Int(Next());
        return sum + Next();
    }

    // Trap: a method group and a lambda as arguments, with cuts among the others.
    [Fragment, Case(3)]
    public static int AsArgument(int x) => Apply(v => v + x, Stop.Int(2)) + Apply(Double, Stop.Int(3));

    static int Apply(Func<int, int> f, int x) => f(x);

    static int Double(int x) => x * 2;
}
