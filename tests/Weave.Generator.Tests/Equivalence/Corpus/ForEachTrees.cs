using System.Collections;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Weave;

namespace Corpus.ForEachTrees;

/// <summary>A foreach over sorted, immutable and wrapped collections: trees are gone through again to find the place.</summary>
public static partial class Sample
{
    // Trap: adding what is there already changes nothing; adding and removing end the enumeration.
    [Fragment, Case(0), Case(1), Case(2), Case(3)]
    public static string OverSortedSet(int how)
    {
        var set = new SortedSet<string>(StringComparer.Ordinal) { "b", "a", "D", "c" };
        var text = "";
        try
        {
            foreach (var item in set)
            {
                text += Stop.Text(item);
                if (how == 1 && item == "b")
                    set.Add("e");
                else if (how == 2)
                    set.Add("a");
                else if (how == 3 && item == "a")
                    set.Remove("D");
                Stop.Void("turn");
            }
        }
        catch (InvalidOperationException e)
        {
            text += e.Message;
        }
        return text + set.Count;
    }

    // Trap: keys and values of a sorted map; an overwrite of a value ends the enumeration of a sorted dictionary no more than plain C# says.
    [Fragment, Case(0), Case(1), Case(2)]
    public static string OverSortedDictionary(int how)
    {
        var map = new SortedDictionary<int, string> { [3] = "c", [1] = "a", [2] = "b" };
        var text = "";
        foreach (var key in map.Keys)
            text += Stop.Int(key);
        foreach (var value in map.Values)
            text += Stop.Text(value);
        try
        {
            foreach (var (key, value) in map)
            {
                text += Stop.Int(key) + value;
                if (how == 1)
                    map[3] = "z";
                else if (how == 2)
                    map[key + 10] = "n";
            }
        }
        catch (InvalidOperationException)
        {
            text += " changed";
        }
        return text + map.Count;
    }

    // Trap: a sorted list's enumerator is behind an interface; setting an existing key counts as a change.
    [Fragment, Case(0), Case(1), Case(2)]
    public static string OverSortedList(int how)
    {
        var list = new SortedList<string, int> { ["b"] = 2, ["a"] = 1, ["c"] = 3 };
        var text = "";
        try
        {
            foreach (var pair in list)
            {
                text += Stop.Text(pair.Key) + pair.Value;
                if (how == 1)
                    list["c"] = 9;
                else if (how == 2 && pair.Key == "b")
                    list.RemoveAt(0);
            }
        }
        catch (InvalidOperationException)
        {
            text += " changed";
        }
        return text + list.Count;
    }

    // Trap: the heap's order is no sorted order, and survives; dequeueing ends the enumeration.
    [Fragment, Case(0), Case(1)]
    public static string OverHeap(int how)
    {
        var queue = new PriorityQueue<string, int>();
        foreach (var (name, priority) in new[] { ("d", 4), ("a", 1), ("c", 3), ("b", 1), ("e", 2) })
            queue.Enqueue(name, priority);
        var text = "";
        try
        {
            foreach (var (element, priority) in queue.UnorderedItems)
            {
                text += Stop.Text(element) + priority;
                if (how == 1 && element == "b")
                    queue.Dequeue();
            }
        }
        catch (InvalidOperationException)
        {
            text += " changed";
        }
        while (queue.TryDequeue(out var next, out var rank))
            text += Stop.Text(next) + rank;
        return text;
    }

    // Trap: an ordered dictionary keeps the order of insertion.
    [Fragment, Case(0), Case(1)]
    public static string OverOrderedDictionary(int how)
    {
        var map = new OrderedDictionary<string, int> { ["z"] = 1, ["a"] = 2, ["m"] = 3 };
        map.Remove("a");
        map.Insert(1, "b", 4);
        var text = "";
        try
        {
            foreach (var (key, value) in map)
            {
                text += Stop.Text(key) + value;
                if (how == 1 && key == "b")
                    map.Add("c", 5);
            }
        }
        catch (InvalidOperationException)
        {
            text += " changed";
        }
        return text + map.Count;
    }

    // Trap: immutable collections do not change under the enumeration: the variable gets another one.
    [Fragment, Case(0)]
    public static string Immutables(int x)
    {
        var list = ImmutableList.Create(1, 2, 3);
        var array = ImmutableArray.Create("a", "b");
        var sorted = ImmutableSortedSet.Create(5, 4, 6);
        var map = ImmutableSortedDictionary<string, int>.Empty.Add("k", 1).Add("j", 2);
        var text = "";
        foreach (var item in list)
        {
            text += Stop.Int(item);
            list = list.Add(9);
        }
        foreach (var item in array)
        {
            text += Stop.Text(item);
            array = array.Add("c");
        }
        foreach (var item in sorted)
            text += Stop.Int(item);
        foreach (var (key, value) in map)
            text += Stop.Text(key) + value;
        return text + list.Count + array.Length;
    }

    // Trap: stacks and queues that share their tails.
    [Fragment, Case(0)]
    public static string ImmutableChains(int x)
    {
        var stack = ImmutableStack.Create(1, 2, 3);
        var queue = ImmutableQueue.Create("a", "b").Enqueue("c");
        var text = "";
        foreach (var item in stack)
            text += Stop.Int(item) + stack.Peek();
        foreach (var item in queue)
        {
            queue = queue.Dequeue();
            text += Stop.Text(item);
        }
        return text + queue.IsEmpty;
    }

    // Trap: sets and maps that hash are immutable, but their order is not saved with them: such a loop runs to its end, and the collection itself travels.
    [Fragment, Case(0)]
    public static int ImmutableHashed(int x)
    {
        var set = ImmutableHashSet.Create(1, 2, 3);
        var map = ImmutableDictionary<int, string>.Empty.Add(7, "seven");
        var sum = Stop.Int(1);
        foreach (var item in set)
            sum += item;
        foreach (var pair in map)
            sum += pair.Key + pair.Value.Length;
        return sum + Stop.Int(set.Count + map.Count);
    }

    // Trap: a collection around a list: a change through either is a change of both, and the enumerator is the list's.
    [Fragment, Case(0), Case(1), Case(2)]
    public static string Wrapped(int how)
    {
        var inner = new List<long> { 1, 2, 3 };
        var collection = new Collection<long>(inner);
        var view = new ReadOnlyCollection<long>(inner);
        var text = "";
        try
        {
            foreach (var item in collection)
            {
                text += Stop.Long(item);
                foreach (var other in view)
                    text += other * 10;
                if (how == 1)
                    inner.Add(4);
                else if (how == 2 && item == 3)
                    collection.RemoveAt(0);
                Stop.Void("turn");
            }
        }
        catch (InvalidOperationException)
        {
            text += " changed";
        }
        return text + collection.Count + view.Count;
    }

    // Trap: a read-only view of a map that goes on changing.
    [Fragment, Case(0), Case(1)]
    public static string ReadOnlyMap(int how)
    {
        var inner = new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 };
        var view = new ReadOnlyDictionary<string, int>(inner);
        var text = "";
        try
        {
            foreach (var pair in view)
            {
                text += Stop.Text(pair.Key) + view.Count;
                if (how == 1)
                    inner["c"] = 3;
                else
                    inner.Remove("b");
            }
        }
        catch (InvalidOperationException)
        {
            text += " changed";
        }
        return text;
    }

    // Trap: collections without a type argument: elements are cast, boxed, and asked for Dispose at run time.
    [Fragment, Case(0), Case(1)]
    public static string Untyped(int how)
    {
        var list = new ArrayList { "a", 1, "b" };
        var bits = new BitArray(new[] { true, false, true });
        var text = "";
        foreach (bool bit in bits)
        {
            text += Stop.Bool(bit) ? "1" : "0";
            bits[2] = bits[2];
            if (how == 1)
                break;
        }
        foreach (object item in list)
            text += Stop.Text(item.ToString()!);
        try
        {
            foreach (string item in list)
                text += Stop.Text(item);
        }
        catch (InvalidCastException)
        {
            text += " cast";
        }
        return text;
    }

    // Trap: concurrent collections go over what was there at some moment; their loops hold no cut, and they travel.
    [Fragment, Case(0)]
    public static string Concurrent(int x)
    {
        var queue = new System.Collections.Concurrent.ConcurrentQueue<int>([1, 2]);
        var stack = new System.Collections.Concurrent.ConcurrentStack<int>([1, 2]);
        var map = new System.Collections.Concurrent.ConcurrentDictionary<int, string> { [1] = "a" };
        var text = Stop.Text("s");
        foreach (var item in queue)
        {
            text += item;
            if (queue.Count < 5)
                queue.Enqueue(item * 10);
        }
        foreach (var item in stack)
            text += item;
        foreach (var pair in map)
            text += pair.Value;
        return text + Stop.Int(queue.Count + stack.Count + map.Count);
    }

    // Trap: a tree in a callee's loop while the caller's loop over the same tree sleeps; the callee changes it after it was stopped.
    [Fragment, Case(1), Case(2), Case(9)]
    public static string ChangedWhileAsleep(int at)
    {
        var set = new SortedSet<int> { 1, 2, 3 };
        var text = "";
        try
        {
            foreach (var item in set)
                text += item + AddLater(set, item == at) + ";";
        }
        catch (InvalidOperationException)
        {
            text += "changed";
        }
        return text + set.Count;
    }

    [Fragment]
    static int AddLater(SortedSet<int> set, bool now)
    {
        var sum = 0;
        foreach (var item in set)
            sum += Stop.Int(item);
        if (now)
            set.Add(sum + 10);
        return sum;
    }

    // Trap: a null collection behind a count of steps.
    [Fragment, Case(0)]
    public static int Null(int x)
    {
        SortedSet<int>? none = Stop.Int(x) == 0 ? null : [];
        foreach (var item in none!)
            x += Stop.Int(item);
        return x;
    }

    // Trap: keys compared by their content, in a sorted map whose keys are objects that are filled late.
    [Fragment, Case(0)]
    public static string KeysByContent(int x)
    {
        var map = new SortedDictionary<Version, List<string>> { [new(2, 0)] = ["b"], [new(1, 5)] = ["a"] };
        var text = "";
        foreach (var (version, names) in map)
        {
            names.Add(Stop.Text(version.ToString()));
            text += string.Join(",", map[new(1, 5)]);
        }
        return text;
    }
}
