using System.Collections;
using Weave;

namespace Corpus.ForEachSequences;

/// <summary>A foreach over what shows only at run time, over enumerators of one's own, and over what cannot be saved at all.</summary>
public static partial class Sample
{
    public static IEnumerable<object?[]> Lists() => [[new List<int> { 3, 1, 2 }], [new[] { 3, 1, 2 }], [new List<int>()], [System.Array.Empty<int>()], [null]];

    // Trap: the same loop over a list and over an array: the enumerator is boxed, or of a type without a name.
    [Fragment, Cases(nameof(Lists))]
    public static string ReadOnlyList(IReadOnlyList<int>? list)
    {
        var text = "";
        foreach (var item in list!)
        {
            text += Stop.Int(item);
            if (item == 1)
                continue;
            text += ",";
        }
        return text;
    }

    // Trap: a loop that is only polled, behind each of the interfaces.
    [Fragment, Cases(nameof(Lists))]
    public static int Polled(IList<int>? list)
    {
        if (list is null)
            return -1;
        ICollection<int> collection = list;
        var sum = 0;
        foreach (var item in list)
            sum = sum * 10 + item;
        foreach (long item in collection)
            sum = sum * 10 + (int)item;
        return sum;
    }

    public static IEnumerable<object?[]> Changing() => [[new List<int> { 1, 2, 3 }, 2], [new List<int> { 1, 2, 3 }, 9], [new List<int> { 1, 2, 3 }, 3]];

    // Trap: a boxed enumerator knows as well that the list has changed.
    [Fragment, Cases(nameof(Changing))]
    public static string Changed(IList<int> list, int at)
    {
        var text = "";
        try
        {
            foreach (var item in list)
            {
                text += Stop.Int(item);
                if (item == at)
                    list.Add(7);
                Stop.Void("turn");
            }
        }
        catch (InvalidOperationException)
        {
            text += " changed";
        }
        return text + list.Count;
    }

    // Trap: two enumerations behind interfaces, of one list, and an inner loop whose poll has to know of both.
    [Fragment, Case(0)]
    public static int Nested(int x)
    {
        IReadOnlyCollection<int> list = new List<int> { 1, 2, 3 };
        var sum = 0;
        foreach (var a in list)
        {
            foreach (var b in list)
            {
                for (var i = 0; i < b; i++)
                    sum = (sum * 3 + a) % 1000;
            }
        }
        return sum;
    }

    // Trap: maps and sets behind interfaces.
    [Fragment, Case(0)]
    public static string MapsAndSets(int x)
    {
        IDictionary<string, int> map = new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 };
        IReadOnlyDictionary<string, int> same = (Dictionary<string, int>)map;
        ISet<int> set = new HashSet<int> { 5, 6 };
        var text = "";
        foreach (var (key, value) in map)
            text += Stop.Text(key) + value;
        foreach (var pair in same)
        {
            text += Stop.Int(pair.Value);
            map.Remove("b");
        }
        foreach (var item in set)
            text += Stop.Int(item);
        return text;
    }

    // Trap: an array of a more derived type behind a covariant interface.
    [Fragment, Case(0)]
    public static string Covariant(int x)
    {
        IReadOnlyList<Thing> things = new Part[] { new("a", 1), new("b", 2) };
        var text = "";
        foreach (var thing in things)
            text += Stop.Text(thing.ToString());
        foreach (Part part in things)
            text += Stop.Int(part.Number);
        return text + things.GetType().Name;
    }

    public record Thing(string Name);

    public sealed record Part(string Name, int Number) : Thing(Name);

    public sealed class Countdown(int from) : IEnumerable<int>
    {
        public Enumerator GetEnumerator()
        {
            Log.Add($"from {from}");
            return new(from);
        }

        IEnumerator<int> IEnumerable<int>.GetEnumerator() => GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public struct Enumerator(int left) : IEnumerator<int>
        {
            int left = left + 1;

            public readonly int Current => left;

            readonly object IEnumerator.Current => left;

            public bool MoveNext() => --left > 0;

            public readonly void Reset() => throw new NotSupportedException();

            readonly void IDisposable.Dispose() => Log.Add($"disposed at {left}");
        }
    }

    // Trap: an enumerator of one's own, a struct that is changed in place, disposed of by an explicit implementation, without a box.
    [Fragment, Case(0), Case(1), Case(2), Case(3)]
    public static string OwnStruct(int how)
    {
        var text = "";
        foreach (var number in new Countdown(3))
        {
            text += Stop.Int(number);
            if (number != 2)
                continue;
            if (how == 1)
                break;
            if (how == 2)
                return Stop.Text("left");
            if (how == 3)
                throw new InvalidOperationException("thrown");
        }
        return Stop.Text(text);
    }

    public class Steps(string name, int count) : IDisposable
    {
        int at;

        public string Current => $"{name}{at}";

        public bool MoveNext()
        {
            Log.Add($"move {name}");
            return ++at <= count;
        }

        public void Dispose() => Log.Add($"disposed {name}");

        public Steps GetEnumerator() => this;
    }

    // Trap: an enumerator that is an object, and the sequence itself: half used up by the time of the second loop.
    [Fragment, Case(0)]
    public static string OwnClass(int x)
    {
        var steps = new Steps("s", 3);
        var text = "";
        foreach (var step in steps)
        {
            text += Stop.Text(step);
            if (text.Length > 3)
                break;
        }
        foreach (var step in steps)
            text += Stop.Text(step);
        return text;
    }

    public class Plain
    {
        int at;

        public int Current => at;

        public bool MoveNext() => ++at < 3;
    }

    public class Fancy : Plain, IDisposable
    {
        public void Dispose() => Log.Add("fancy disposed");
    }

    public sealed class Either(bool fancy)
    {
        public Plain GetEnumerator() => fancy ? new Fancy() : new Plain();
    }

    // Trap: the enumerator's type is not disposable, the one behind it is: C# asks at run time.
    [Fragment, Case(true), Case(false)]
    public static int Asked(bool fancy)
    {
        var sum = 0;
        foreach (var number in new Either(fancy))
            sum += Stop.Int(number);
        return sum;
    }

    // Trap: a null enumerator fails at its first step; and there is nothing to dispose of.
    [Fragment, Case(0)]
    public static int NullEnumerator(int x)
    {
        Stop.Void("before");
        foreach (var number in new Nothing())
            x += Stop.Int(number);
        return x;
    }

    public sealed class Nothing
    {
        public Plain GetEnumerator() => null!;
    }

    // Trap: Dispose throws in the place of the body's exception.
    [Fragment, Case(0), Case(1)]
    public static int DisposeThrows(int how)
    {
        foreach (var number in new Bad())
        {
            if (how == 1)
                Stop.Throw("body");
            how += Stop.Int(number) * 10;
        }
        return how;
    }

    public sealed class Bad : IDisposable
    {
        int at;

        public int Current => at;

        public bool MoveNext() => ++at < 3;

        public Bad GetEnumerator() => this;

        public void Dispose() => throw new InvalidOperationException("dispose");
    }

    public readonly record struct Pair(int A, int B)
    {
        public Enumerator GetEnumerator() => new(this);

        public struct Enumerator(Pair pair)
        {
            int at;

            public readonly int Current => at == 1 ? pair.A : pair.B;

            public bool MoveNext() => ++at < 3;
        }
    }

    // Trap: a nullable sequence: C# takes its value, and fails where there is none.
    [Fragment, Case(0), Case(1)]
    public static int NullableSequence(int how)
    {
        Pair? pair = how == 0 ? new Pair(3, 4) : null;
        var sum = Stop.Int(1);
        foreach (var item in pair)
            sum = sum * 10 + Stop.Int(item);
        return sum;
    }

    // Trap: Current gives a reference; the loop's variable is a copy.
    [Fragment, Case(0)]
    public static int ByReference(int x)
    {
        foreach (var item in new Cells())
            x = x * 10 + Stop.Int(item);
        return x;
    }

    public sealed class Cells
    {
        readonly int[] items = [1, 2];

        public Walker GetEnumerator() => new(items);

        public struct Walker(int[] items) : IDisposable
        {
            int at = -1;

            public readonly ref int Current => ref items[at];

            public bool MoveNext() => ++at < items.Length;

            public readonly void Dispose() => Log.Add($"left at {at}");
        }
    }

    // Trap: GetEnumerator is an extension method.
    [Fragment, Case(4)]
    public static int Extended(int n)
    {
        var sum = 0;
        foreach (var number in n)
            sum = sum * 10 + Stop.Int(number);
        return sum;
    }

    static Countdown.Enumerator GetEnumerator(this int n) => new Countdown(n).GetEnumerator();

    // Trap: loops over what cannot be saved run to their end, and so do the loops in them; they are disposed of as C# does.
    [Fragment, Case(3)]
    public static int Pinned(int n)
    {
        var sum = Stop.Int(n);
        foreach (var value in Computed(n))
        {
            for (var j = 0; j < value; j++)
                sum += j;
        }
        foreach (var value in new[] { 1, 2, 3 }.Where(v => v != 2))
            sum = sum * 10 + value;
        foreach (var value in new[] { 1, 2, 3 }.AsSpan())
            sum += value;
        foreach (ref var value in new[] { 1, 2, 3 }.AsSpan(1))
            sum += value++;
        return Stop.Int(sum);
    }

    static IEnumerable<int> Computed(int n)
    {
        try
        {
            for (var i = 0; i < n; i++)
                yield return i;
        }
        finally
        {
            Log.Add("computed");
        }
    }

    // Trap: a loop in a try whose finally is not the enumerator's.
    [Fragment, Case(0), Case(1)]
    public static string InTry(int how)
    {
        var text = "";
        try
        {
            foreach (var number in new Countdown(2))
            {
                try
                {
                    text += Stop.Fail(number, early: how == 1 && number == 1, late: false);
                }
                catch (InvalidOperationException e)
                {
                    text += e.Message;
                    throw;
                }
                finally
                {
                    Log.Add($"inner {number}");
                }
            }
        }
        catch (InvalidOperationException)
        {
            text += "outer";
        }
        return text;
    }
}
