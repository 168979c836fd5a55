using Weave;

namespace Corpus.ForEach;

public sealed class Names : List<string>
{
    public string Title = "";
}

public class Animal
{
    public string Name = "";
}

public sealed class Cat : Animal
{
    public int Lives;
}

public static partial class Sample
{
    [Fragment, Case(new[] { 3, 1, 2 }), Case(new int[0]), Case(null)]
    public static int Array(int[] values)
    {
        var sum = 0;
        foreach (var value in values)
        {
            sum = sum * 10 + value;
            if (value == 1)
                sum += Stop.Int(100);
        }
        return sum;
    }

    // Trap: the array variable gets another array, the loop goes on over the first.
    [Fragment, Case(3)]
    public static string Replaced(int n)
    {
        var values = new[] { 1, 2, 3 };
        var text = "";
        foreach (var value in values)
        {
            text += value + Stop.Text(",");
            values = new[] { 9, 9, 9, 9, 9 };
            n--;
        }
        return text + values.Length;
    }

    // Trap: elements ahead change, and are seen.
    [Fragment, Case(new[] { 1, 2, 3 })]
    public static int Ahead(int[] values)
    {
        var sum = 0;
        foreach (var value in values)
        {
            sum = sum * 100 + value;
            values[^1] += Stop.Int(10);
        }
        return sum;
    }

    // Trap: the element type is converted, boxed, unboxed, cast down (and fails in the middle).
    [Fragment, Case(0)]
    public static string Casts(int x)
    {
        object[] things = ["a", 1, 2.5];
        var text = "";
        foreach (object thing in things)
            text += Stop.Text(thing.ToString()!);
        foreach (long wide in new[] { 1, 2 })
            text += Stop.Long(wide);
        try
        {
            foreach (string name in things)
                text += Stop.Text(name);
        }
        catch (InvalidCastException)
        {
            text += " cast";
        }
        return text;
    }

    // Trap: arrays are covariant.
    [Fragment, Case(0)]
    public static string Covariant(int x)
    {
        Animal[] animals = new Cat[] { new() { Name = "Tom", Lives = 9 }, new() { Name = "Kit", Lives = 7 } };
        var text = "";
        foreach (Cat cat in animals)
        {
            cat.Lives -= Stop.Int(1);
            text += cat.Name + cat.Lives;
        }
        foreach (var animal in animals)
            text += Stop.Text(animal.Name) + animal.GetType().Name;
        return text + animals.GetType().Name;
    }

    [Fragment, Case("weave"), Case(""), Case(null)]
    public static string Text(string text)
    {
        var reversed = "";
        foreach (var letter in text)
        {
            reversed = letter + reversed;
            if (letter == 'a')
                reversed += Stop.Text("!");
        }
        foreach (int code in text)
            reversed += code;
        return reversed;
    }

    // Trap: the sequence is evaluated once, and it may hold a cut itself.
    [Fragment, Case(2)]
    public static int Evaluated(int n)
    {
        var sum = 0;
        foreach (var value in Make(Log.Say(n)))
            sum = sum * 10 + value;
        foreach (var value in Make(Stop.Int(n)))
            sum = sum * 10 + Stop.Int(value);
        foreach (var value in MakeList(Stop.Int(n)))
            sum = sum * 10 + Stop.Int(value);
        return sum;
    }

    static int[] Make(int n)
    {
        Log.Add("make");
        return [n, n + 1];
    }

    static List<int> MakeList(int n)
    {
        Log.Add("make list");
        return [n, n + 1];
    }

    [Fragment, Case(0)]
    public static string List(int x)
    {
        var text = "";
        foreach (var name in new List<string> { "a", "b", "c" })
        {
            if (name == "b")
                continue;
            text += Stop.Text(name);
        }
        return text;
    }

    // Trap: a change of the list during the enumeration throws at the next step, also after a resume.
    [Fragment, Case(1), Case(3), Case(7)]
    public static string Changed(int at)
    {
        var list = new List<int> { 1, 2, 3 };
        var text = "";
        try
        {
            foreach (var item in list)
            {
                text += item;
                Stop.Void("before");
                if (item == at)
                    list.Add(4);
                Stop.Void("after");
            }
        }
        catch (InvalidOperationException e)
        {
            text += e.Message;
        }
        return text + list.Count;
    }

    // Trap: a change that leaves the count as it was; an index set changes nothing.
    [Fragment, Case(true), Case(false)]
    public static string ChangedSilently(bool set)
    {
        var list = new List<int> { 1, 2, 3 };
        var text = "";
        foreach (var item in list)
        {
            text += item;
            if (item == 2 && set)
                list[2] = 9;
            else if (item == 2)
                list.Reverse();
            Stop.Void("turn");
        }
        return text;
    }

    // Trap: the caller is in its enumeration, a callee changes the list.
    [Fragment, Case(2), Case(5)]
    public static string ChangedByCallee(int at)
    {
        var list = new List<int> { 1, 2, 3 };
        var text = "";
        foreach (var item in list)
        {
            text += item;
            text += Append(list, item == at);
        }
        return text + list.Count;
    }

    [Fragment]
    static int Append(List<int> list, bool now)
    {
        for (var i = 0; i < 2; i++)
        {
            Log.Add(list.Count);
            if (now)
                list.Add(i);
        }
        return list.Count;
    }

    // Trap: a list that is changed after its last element was given: the step after it throws.
    [Fragment, Case(0)]
    public static int ChangedAtTheEnd(int x)
    {
        var list = new List<int> { 1 };
        foreach (var item in list)
        {
            x += item;
            list.Clear();
            Stop.Void("cleared");
        }
        return x;
    }

    [Fragment, NoCapture("it throws before the loop"), Case(null)]
    public static int NullList(List<int> list)
    {
        var sum = 0;
        foreach (var item in list)
            sum += item;
        return sum;
    }

    // Trap: a type derived from List cannot travel, so its loop is not polled.
    [Fragment, Case(0)]
    public static string Derived(int x)
    {
        var text = Stop.Text("start");
        var names = new Names { Title = "t" };
        names.Add("a");
        names.Add("b");
        foreach (var name in names)
            text += name + names.Title;
        return text;
    }

    // Trap: two enumerations of one list at once, both saved.
    [Fragment, Case(0)]
    public static int Twice(int x)
    {
        var list = new List<int> { 1, 2, 3 };
        var sum = 0;
        foreach (var a in list)
        {
            foreach (var b in list)
            {
                if (b > a)
                    break;
                sum = sum * 3 + Stop.Int(a * b);
            }
        }
        return sum;
    }

    // Trap: a list of structs, of tuples, of nullables; deconstruction by hand.
    [Fragment, Case(0)]
    public static string Elements(int x)
    {
        var text = "";
        foreach (var pair in new List<(int Key, string Value)> { (1, "a"), (2, "b") })
            text += Stop.Int(pair.Key) + pair.Value;
        foreach (var maybe in new List<int?> { 1, null })
            text += Stop.Int(maybe ?? -1);
        foreach (var entry in new List<KeyValuePair<string, List<int>>> { new("k", [1, 2]) })
            foreach (var inner in entry.Value)
                text += Stop.Int(inner) + entry.Key;
        return text;
    }

    // Trap: sequences that are not woven run to their end, and their loops hold no cut.
    [Fragment, Case(3)]
    public static int NotPreemptible(int n)
    {
        var sum = 0;
        foreach (var pair in new Dictionary<int, int> { [1] = n, [2] = n + 1 })
            sum = sum * 10 + pair.Value;
        foreach (var value in Enumerable.Range(0, n))
        {
            for (var j = 0; j < value; j++)
                sum += j;
        }
        foreach (var cell in new int[2, 2] { { 1, 2 }, { 3, 4 } })
            sum += cell;
        foreach (var (key, value) in new[] { (1, 2), (3, 4) })
            sum += key * value;
        return sum + Stop.Int(sum);
    }

    // Trap: the loop variable is captured: each iteration has its own.
    [Fragment, Case(0)]
    public static int CapturedVariable(int x)
    {
        var sum = 0;
        foreach (var item in new[] { 1, 2, 3 })
        {
            var copy = item;
            Func<int> f = () => item * 10 + copy;
            sum += f();
        }
        return sum;
    }

    // Trap: break, return and exceptions out of an enumeration.
    [Fragment, Case(1), Case(2), Case(3), Case(4)]
    public static int Leaving(int how)
    {
        foreach (var item in new List<int> { 1, 2, 3 })
        {
            Stop.Void("in");
            if (item != 2)
                continue;
            if (how == 1)
                break;
            if (how == 2)
                return Stop.Int(item);
            if (how == 3)
                throw new InvalidOperationException("left");
        }
        return Stop.Int(-1);
    }
}
