using Weave;

namespace Corpus.Semantics2;

/// <summary>More in the manner of compiler test suites.</summary>
public static partial class Sample
{
    public class Base(string name)
    {
        public string Name { get; protected set; } = Log.Say(name);

        public virtual string Speak(int x) => $"base {Name} {x}";

        public string this[string key, int times = 2] => string.Concat(Enumerable.Repeat(key, times)) + Name;
    }

    public sealed partial class Derived(int seed, string name) : Base(name + seed)
    {
        int seed2 = 3;

        // Trap: base calls and primary-constructor parameters beside cuts.
        [Fragment]
        public string Told(int x)
        {
            var told = base.Speak(Stop.Int(x)) + Speak(x + Stop.Int(seed)) + seed++;
            seed2 += Stop.Int(seed) - seed--;
            return told + seed2 + base[Stop.Text("k")] + this["j", times: Stop.Int(1)];
        }

        public override string Speak(int x) => $"derived {seed} {base.Speak(x)}";
    }

    [Fragment, Case(2)]
    public static string Inherits(int x) => new Derived(Stop.Int(x), "n").Told(x) + ((Base)new Derived(x, "m")).Speak(Stop.Int(1));

    public interface IShape
    {
        static abstract IShape Make(int size);

        int Area { get; }

        int Twice() => Area * 2;
    }

    public readonly struct Square(int size) : IShape
    {
        public static IShape Make(int size) => new Square(Log.Say(size));

        public int Area => size * size;
    }

    // Trap: static abstract members and default interface methods in a generic function.
    [Fragment]
    static int Total<T>(int n)
        where T : IShape
    {
        var sum = 0;
        for (var i = 1; i <= n; i++)
            sum += T.Make(Stop.Int(i)).Twice() * T.Make(i).Area;
        return sum;
    }

    [Fragment, Case(3)]
    public static int Shapes(int n) => Total<Square>(n) + Stop.Int(1);

    // Trap: params, named and optional arguments in another order than parameters, with cuts and by-reference ones.
    [Fragment, Case(1)]
    public static string Arguments(int x)
    {
        var r = 10;
        var text = Take(c: Stop.Int(3), a: x++, b: Stop.Int(x), r: ref r);
        text += Take(x, ref r, b: Stop.Int(5), c: Stop.Int(6), more: [x, Stop.Int(7)]);
        text += Take(x++, ref r, x++, Stop.Int(x), x, Stop.Int(9), x++);
        Give(out var o, Stop.Int(2), out _);
        return text + r + o + x;
    }

    static string Take(int a, ref int r, int b = 100, int c = 200, params int[] more)
    {
        r += a;
        return $"[{a},{b},{c},{string.Join(".", more)}]";
    }

    static void Give(out int a, int b, out int c) => a = c = b * 2;

    // Trap: closures over variables of different scopes, changed inside and outside, between cuts in the same expression.
    [Fragment, Case(2)]
    public static string Closures(int x)
    {
        var count = 0;
        int Next() => ++count;
        var text = $"{Next()} {Stop.Int(x)} {Next()}";
        var sum = Next() + Stop.Int(count) + Next() * count;
        for (var i = 0; i < x; i++)
        {
            var local = i * Stop.Int(10);
            sum += new[] { 1, 2 }.Sum(v => v * local + i + Next());
        }
        return text + sum + count;
    }

    // Trap: a nested function of the same name as a fragment, a static one, and recursion among them.
    [Fragment, Case(5)]
    public static int LocalFunctions(int n)
    {
        return Fact(n) + Even(Stop.Int(n));

        static int Fact(int k) => k < 2 ? 1 : k * Fact(k - 1);

        int Even(int k) => k == 0 ? 1 : Odd(k - 1);

        int Odd(int k) => k == 0 ? 0 : Even(k - 1) + n;
    }

    // Trap: iterators and queries over what is changed later: they run when they are asked.
    [Fragment, Case(3)]
    public static string Lazy(int n)
    {
        var list = new List<int> { 1, 2 };
        var query = from v in list where v < n let w = v * 10 orderby -w select v + w;
        list.Add(Stop.Int(0));
        var now = string.Join(",", query) + Stop.Text("|");
        list.Clear();
        return now + string.Join(",", query) + string.Join(",", Count(Stop.Int(n)));
    }

    static IEnumerable<int> Count(int n)
    {
        while (n-- > 0)
            yield return Log.Say(n);
    }

    // Trap: checked arithmetic around and inside a cut; overflow comes in order with the effects.
    [Fragment, Case(int.MaxValue), Case(1)]
    public static string Overflows(int x)
    {
        var text = "";
        try
        {
            text += unchecked(x + Stop.Int(1)) + ";";
            text += checked(Stop.Int(2) + (x + Stop.Int(3))) + ";";
        }
        catch (OverflowException)
        {
            text += "overflow";
        }
        checked
        {
            try
            {
                var small = (byte)(Stop.Int(200) + x % 100);
                small += (byte)Stop.Int(50);
                text += small;
            }
            catch (OverflowException)
            {
                text += Stop.Text("again");
            }
        }
        return text;
    }

    // Trap: exceptions in initialisers, in arguments after a cut and in a using's resource: what was made before is left as C# leaves it.
    [Fragment, Case(0), Case(1), Case(2), Case(3)]
    public static string HalfWay(int how)
    {
        var list = new List<string>();
        try
        {
            using var outer = new Resource("outer", list);
            using (var inner = how == 0 ? throw new InvalidOperationException("make") : new Resource("inner" + Stop.Int(1), list))
            {
                list.Add(inner.Name + (how == 1 ? Stop.Throw("argument") : Stop.Int(2)));
                _ = new Dictionary<string, int> { ["a"] = Stop.Int(1), [how == 2 ? null! : "b"] = Stop.Int(2) };
            }
            list.Add("past");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentNullException)
        {
            list.Add(e.GetType().Name);
        }
        return string.Join(" ", list) + Stop.Int(list.Count);
    }

    public sealed class Resource(string name, List<string> log) : IDisposable
    {
        public string Name => name;

        public void Dispose() => log.Add("-" + name);
    }

    public enum Level : byte
    {
        Low = 1,
        High = 200,
    }

    // Trap: enums in compound assignments and switches, flags, chars and short integers that come back from int.
    [Fragment, Case(1)]
    public static string Narrow(int x)
    {
        var level = Level.Low;
        level += (byte)Stop.Int(2);
        level |= (Level)Stop.Int(8);
        level--;
        short s = 5;
        s += (short)Stop.Int(x);
        s <<= Stop.Int(2);
        var c = 'a';
        c += (char)Stop.Int(2);
        c++;
        uint u = 7;
        u -= (uint)Stop.Int(3);
        u >>>= Stop.Int(1);
        byte b = 250;
        b += (byte)Stop.Int(10);
        var name = level switch { Level.Low => "low", > Level.High => "higher", var other when Stop.Bool(other > 0) => other.ToString(), _ => "none" };
        return $"{level} {s} {c} {u} {b} {name}";
    }

    // Trap: a goto out of a nested switch in a loop in a try in a loop, with a label between cuts.
    [Fragment, Case("abcab"), Case("xyz")]
    public static string Machine(string input)
    {
        var (state, at, text) = (0, 0, "");
        while (at < input.Length)
        {
            try
            {
                foreach (var c in input.Skip(at).ToList())
                {
                    at++;
                    switch (state, c)
                    {
                        case (0, 'a'):
                            state = 1;
                            goto Accept;
                        case (1, 'b'):
                            state = 2;
                            break;
                        case (2, _) when Stop.Bool(c == 'c'):
                            state = 0;
                            goto Restart;
                        case ( > 0, var other):
                            text += "?" + other;
                            goto Restart;
                        default:
                            goto Reject;
                    }
                    text += c;
                    continue;
                Accept:
                    text += "+" + Stop.Text(c.ToString());
                }
            }
            finally
            {
                text += Stop.Text("f");
            }
        Restart:
            text += "/";
        }
        return text + state;
    Reject:
        return text + "rejected" + Stop.Int(at);
    }
}
