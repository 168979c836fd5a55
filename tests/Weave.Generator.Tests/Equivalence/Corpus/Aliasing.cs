using Weave;

namespace Corpus.Aliasing;

public sealed class Item
{
    public string Name = "";
    public Item? Friend;
    public List<Item> All = [];
}

public abstract class Shape
{
    readonly int secret = 4;

    public int Secret => secret;
}

public sealed class Circle : Shape
{
    public double Radius;
}

public struct Pair
{
    public Item Left;
    public int Count;
}

public static partial class Sample
{
    // Trap: one object in two variables, in a list, in itself; changes show everywhere after a resume.
    [Fragment, Case(2)]
    public static List<Item> Graph(int n)
    {
        var a = new Item { Name = "a" };
        var b = new Item { Name = "b", Friend = a };
        a.Friend = b;
        var list = new List<Item> { a, b, a };
        a.All = list;
        for (var i = 0; i < n; i++)
        {
            list[2].Name += Stop.Int(i);
            list.Add(b.Friend!);
            if (!ReferenceEquals(a, list[0]))
                throw new InvalidOperationException("aliasing is lost");
        }
        return list;
    }

    // Trap: the caller's list, changed by its callee while the caller sleeps: a delta must notice.
    [Fragment, Case(3)]
    public static List<int> CalleeChanges(int n)
    {
        var list = new List<int> { 1 };
        var array = new int[4];
        var map = new Dictionary<string, int>();
        var same = list;
        Change(list, array, map, n);
        same.Add(array.Sum());
        foreach (var pair in map)
            list.Add(pair.Value);
        return list;
    }

    [Fragment]
    static void Change(List<int> list, int[] array, Dictionary<string, int> map, int n)
    {
        for (var i = 0; i < n; i++)
        {
            list.Add(i);
            array[i] = i * i;
            map["k" + i] = list.Count;
            Log.Add(list.Count);
        }
        list[0] = 99;
    }

    // Trap: the same object as argument twice, and as result.
    [Fragment, Case(1)]
    public static Item[] Both(int x)
    {
        var item = new Item { Name = "i" };
        var other = Same(item, item);
        other.Name += "!";
        return [item, other];
    }

    [Fragment]
    static Item Same(Item a, Item b)
    {
        Stop.Void("same");
        a.Name += "a";
        b.Name += "b";
        return b;
    }

    // Trap: variables of base, interface and object type; private fields of bases; boxed values.
    [Fragment, Case(2)]
    public static string Bases(int n)
    {
        Shape shape = new Circle { Radius = n };
        object boxed = n;
        object text = "text";
        IReadOnlyList<int> list = new[] { n };
        object again = shape;
        Stop.Void("a");
        ((Circle)again).Radius++;
        return $"{((Circle)shape).Radius} {shape.Secret} {boxed} {text} {list[0]} {ReferenceEquals(shape, again)}";
    }

    // Trap: structs that hold references are copied, what they refer to is shared.
    [Fragment, Case(2)]
    public static string Structs(int n)
    {
        var first = new Pair { Left = new Item { Name = "s" }, Count = n };
        var second = first;
        Stop.Void("a");
        second.Count++;
        second.Left.Name += "t";
        Stop.Void("b");
        var array = new[] { first, second };
        array[0].Count = 50;
        Stop.Void("c");
        return $"{first.Count}{second.Count}{first.Left.Name}{array[0].Count}{ReferenceEquals(array[0].Left, second.Left)}";
    }

    // Trap: a list handed over in a callee's result and kept by the callee's argument.
    [Fragment, Case(2)]
    public static int Handed(int n)
    {
        var holder = new Item();
        var list = Hand(holder, n);
        list.Add(holder);
        Stop.Void("added");
        return holder.All.Count * 10 + (ReferenceEquals(list, holder.All) ? 1 : 0);
    }

    [Fragment]
    static List<Item> Hand(Item holder, int n)
    {
        var list = new List<Item>();
        holder.All = list;
        for (var i = 0; i < n; i++)
        {
            var name = Stop.Text("h" + i);
            list.Add(new Item { Name = name, Friend = holder });
        }
        return holder.All;
    }

    // Trap: dictionaries and sets keep their order after removals.
    [Fragment, Case(5)]
    public static string Orders(int n)
    {
        var map = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var set = new HashSet<int>();
        for (var i = 0; i < n; i++)
        {
            map["k" + i] = i;
            set.Add(i * 7 % 5);
            Stop.Void("fill");
        }
        map.Remove("K1");
        set.Remove(2);
        Stop.Void("removed");
        map["new"] = 1;
        set.Add(9);
        Stop.Void("added");
        return string.Join(",", map) + string.Join(",", set) + map.ContainsKey("NEW");
    }

    // Trap: strings and boxes are values: nobody may tell copies apart, but exceptions, types and empty arrays have to survive.
    [Fragment, Case(0)]
    public static string Empties(int x)
    {
        var none = Array.Empty<int>();
        var empty = new List<string>();
        string? nothing = null;
        var text = "";
        Stop.Void("a");
        empty.Add("e");
        return $"{none.Length}{empty.Count}{nothing is null}{text.Length}";
    }
}
