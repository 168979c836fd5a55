using Weave;

namespace Corpus.ForEachMaps;

/// <summary>A foreach over hashing collections: the place is a slot, and not every change ends an enumeration.</summary>
public static partial class Sample
{
    [Fragment, Case(0)]
    public static string Pairs(int x)
    {
        var text = "";
        foreach (var pair in new Dictionary<string, int> { ["a"] = 1, ["b"] = 2, ["c"] = 3 })
        {
            if (pair.Key == "b")
                continue;
            text += Stop.Text(pair.Key) + pair.Value;
        }
        return text;
    }

    // Trap: removing (also the current one, also one ahead) does not end the enumeration; what is removed ahead is not seen any more.
    [Fragment, Case(0), Case(1), Case(2)]
    public static string RemovedInside(int how)
    {
        var map = new Dictionary<int, string> { [1] = "a", [2] = "b", [3] = "c", [4] = "d" };
        var text = "";
        foreach (var (key, value) in map)
        {
            text += Stop.Int(key) + value;
            if (how == 1)
                map.Remove(key);
            else if (how == 2)
                map.Remove(key + 1);
            Stop.Void("removed");
        }
        return text + map.Count;
    }

    // Trap: an addition ends it, also one into a slot that a removal left; an overwrite ends nothing.
    [Fragment, Case(0), Case(1), Case(2), Case(3)]
    public static string AddedInside(int how)
    {
        var map = new Dictionary<int, int> { [1] = 10, [2] = 20, [3] = 30 };
        var text = "";
        try
        {
            foreach (var pair in map)
            {
                text += Stop.Int(pair.Value) + ",";
                if (how == 1 && pair.Key == 2)
                    map[9] = 90;
                else if (how == 2 && pair.Key == 2 && map.Remove(1))
                    map[9] = 90;
                else if (how == 3)
                    map[3] += 1;
                Stop.Void("added");
            }
        }
        catch (InvalidOperationException e)
        {
            text += e.Message;
        }
        return text + map.Count;
    }

    // Trap: Clear leaves the enumeration valid and over: its place lies behind the last slot.
    [Fragment, Case(0), Case(1)]
    public static string ClearedInside(int how)
    {
        var map = new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 };
        var text = "";
        try
        {
            foreach (var pair in map)
            {
                text += Stop.Text(pair.Key);
                map.Clear();
                Stop.Void("cleared");
                if (how == 1)
                    map["z"] = 26;
            }
        }
        catch (InvalidOperationException)
        {
            text += " changed";
        }
        return text + map.Count;
    }

    // Trap: the map has holes, so a place is no count, and the order of later additions follows the holes.
    [Fragment, Case(0)]
    public static string Holes(int x)
    {
        var map = new Dictionary<int, string> { [1] = "a", [2] = "b", [3] = "c", [4] = "d", [5] = "e" };
        map.Remove(2);
        map.Remove(4);
        var text = "";
        foreach (var pair in map)
            text += Stop.Int(pair.Key);
        map[6] = "f";
        map[7] = "g";
        foreach (var pair in map)
            text += Stop.Text(pair.Value);
        return text;
    }

    // Trap: keys and values have enumerators of their own over the same slots.
    [Fragment, Case(0), Case(1)]
    public static string KeysAndValues(int how)
    {
        var map = new Dictionary<string, List<int>> { ["a"] = [1, 2], ["b"] = [3] };
        var text = "";
        foreach (var key in map.Keys)
        {
            text += Stop.Text(key);
            map[key].Add(9);
        }
        try
        {
            foreach (var value in map.Values)
            {
                foreach (var item in value)
                    text += Stop.Int(item);
                if (how == 1)
                    map["c"] = [];
            }
        }
        catch (InvalidOperationException)
        {
            text += " changed";
        }
        return text;
    }

    // Trap: the key collection is held in a variable: an object of its own over the map.
    [Fragment, Case(0)]
    public static string KeysOfNew(int x)
    {
        var text = "";
        foreach (var key in new Dictionary<char, int> { ['x'] = 1, ['y'] = 2 }.Keys)
            text += Stop.Text(key.ToString());
        foreach (var value in Make(Stop.Int(2)).Values)
            text += Stop.Int(value);
        return text;
    }

    static Dictionary<int, int> Make(int n)
    {
        Log.Add("make");
        return Enumerable.Range(1, n).ToDictionary(static i => i, static i => i * i);
    }

    // Trap: the map changes in a callee that is stopped before it changes it, while the caller sleeps.
    [Fragment, Case(1), Case(2), Case(5)]
    public static string ChangedWhileAsleep(int at)
    {
        var map = new Dictionary<int, int> { [1] = 1, [2] = 2 };
        var text = "";
        try
        {
            foreach (var pair in map)
                text += pair.Key + Put(map, 7, pair.Key == at) + ";";
        }
        catch (InvalidOperationException)
        {
            text += "changed";
        }
        return text + map.Count;
    }

    [Fragment]
    static int Put(Dictionary<int, int> map, int key, bool now)
    {
        Stop.Void("before");
        if (now)
            map[key] = key;
        return Stop.Int(map.Count);
    }

    // Trap: a key that hashes by its content, made whole only when the map is loaded; the foreach comes after it.
    [Fragment, Case(0)]
    public static string KeysByContent(int x)
    {
        var map = new Dictionary<Key, string> { [new("a", 1)] = "one", [new("b", 2)] = "two", [new("c", 3)] = "three" };
        var text = "";
        foreach (var (key, value) in map)
        {
            text += Stop.Text(key.Name) + value + map[new("b", 2)];
            if (key.Number == 1)
                map.Remove(new("b", 2), out _);
            map.TryGetValue(key, out _);
            if (!map.ContainsKey(new("b", 2)))
                map[new("c", 3)] = "b" + map.Count;
            if (!map.ContainsKey(new("b", 2)))
                break;
        }
        return text + map.Count;
    }

    public sealed record Key(string Name, int Number);

    // Trap: a map that holds itself: the foreach, the map and the cycle are one graph.
    [Fragment, Case(0)]
    public static string Cyclic(int x)
    {
        var map = new Dictionary<string, object>();
        map["self"] = map;
        map["n"] = 5;
        var text = "";
        foreach (var pair in map)
        {
            text += Stop.Text(pair.Key);
            text += ReferenceEquals(pair.Value, map) ? "=" : pair.Value;
        }
        return text;
    }

    // Trap: sets: removing goes on, adding ends, adding what is there already does nothing.
    [Fragment, Case(0), Case(1), Case(2), Case(3)]
    public static string OverSet(int how)
    {
        var set = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a", "b", "c" };
        set.Remove("b");
        set.Add("d");
        var text = "";
        try
        {
            foreach (var item in set)
            {
                text += Stop.Text(item);
                if (how == 1)
                    set.Remove("C");
                else if (how == 2)
                    set.Add("A");
                else if (how == 3)
                    set.Add("e");
                Stop.Void("turn");
            }
        }
        catch (InvalidOperationException)
        {
            text += " changed";
        }
        return text + set.Count;
    }

    // Trap: a set is a field of an object that is reached twice.
    [Fragment, Case(0)]
    public static int Graph(int x)
    {
        var a = new Vertex { Id = 1 };
        var b = new Vertex { Id = 2 };
        a.Next.Add(b);
        b.Next.Add(a);
        b.Next.Add(b);
        var sum = 0;
        foreach (var from in new List<Vertex> { a, b })
        {
            foreach (var to in from.Next)
                sum = sum * 10 + Stop.Int(to.Id) + to.Next.Count + (ReferenceEquals(to, from) ? 5 : 0);
        }
        return sum;
    }

    public sealed class Vertex
    {
        public int Id;
        public HashSet<Vertex> Next = [];
    }

    // Trap: EnsureCapacity and TrimExcess end an enumeration, also when nothing moves.
    [Fragment, Case(0), Case(1), Case(2)]
    public static string Resized(int how)
    {
        var map = new Dictionary<int, int> { [1] = 1, [2] = 2 };
        var text = "";
        try
        {
            foreach (var pair in map)
            {
                text += Stop.Int(pair.Key);
                if (how == 1)
                    map.EnsureCapacity(100);
                else if (how == 2)
                    map.TrimExcess();
            }
        }
        catch (InvalidOperationException)
        {
            text += " changed";
        }
        return text;
    }

    // Trap: a polled loop over a map with no other cut; the sum says how often each was seen.
    [Fragment, Case(20)]
    public static int Polled(int n)
    {
        var map = new Dictionary<int, int>();
        for (var i = 0; i < n; i++)
            map[i * 7] = i;
        var sum = 0;
        foreach (var (key, value) in map)
            sum = sum * 3 + key - value;
        return sum;
    }
}
