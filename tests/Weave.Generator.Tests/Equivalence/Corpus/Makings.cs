using Weave;

namespace Corpus.Makings;

public sealed class Shape
{
    int width;

    public Shape() => Log.Add("shape");

    public Shape(int w) { Log.Add($"shape {w}"); width = w; }

    public int Width { get => width; set { Log.Add($"width {value}"); width = value; } }

    public int Height;

    public string? Name { get; set; }

    public List<int> Sizes { get; } = [];

    Shape? inner;

    public Shape Inner { get { Log.Add("get inner"); return inner ??= new Shape(); } set { Log.Add("set inner"); inner = value; } }

    public int this[int a, string b]
    {
        get => width;
        set { Log.Add($"[{a},{b}] = {value}"); width += value; }
    }

    public override string ToString() => $"{Name}:{width}x{Height}({string.Join(",", Sizes)}){(inner is null ? "" : "<" + inner + ">")}";
}

public sealed class Bag : System.Collections.IEnumerable
{
    public readonly List<string> Items = [];

    public void Add(int a) { Log.Add($"add {a}"); Items.Add($"{a}"); }

    public void Add(string a, int b) { Log.Add($"add {a} {b}"); Items.Add(a + b); }

    public System.Collections.IEnumerator GetEnumerator() => Items.GetEnumerator();

    public override string ToString() => string.Join("|", Items);
}

public static class BagExtensions
{
    public static void Add(this Bag bag, double a) { Log.Add($"extended {a}"); bag.Items.Add("d"); }
}

public sealed record Point(int X, int Y)
{
    public string? Label { get; init; }

    public int Weight { get; set; }
}

public record struct Spot(int X, int Y)
{
    public int Z;
}

public sealed record Order
{
    public required int Id { get; init; }

    public required string Name { get; set; }

    public int Count { get; init; } = 1;
}

public struct Dot
{
    public int X;

    public int Y { get; set; }
}

public static partial class Sample
{
    static int Plain(int x) { Log.Add($"plain {x}"); return x; }

    // Trap: C# makes the object first, then evaluates and sets one member after the other.
    [Fragment, Case(1)]
    public static string Members(int x)
    {
        var a = new Shape { Width = Plain(1), Height = Stop.Int(2), Name = Stop.Text("a") };
        var b = new Shape(Stop.Int(3)) { Width = Plain(4), Name = "b" };
        var c = new Shape(Plain(5)) { Name = Stop.Text("c"), Width = Stop.Int(6), Height = Plain(7) };
        Shape d = new() { Height = Stop.Int(8) };
        Shape e = new(Stop.Int(9)) { Name = Stop.Text("e") };
        return $"{a} {b} {c} {d} {e}";
    }

    // Trap: a setter throws in the middle; what follows is not evaluated.
    [Fragment, Case(0), Case(1)]
    public static string MemberThrows(int x)
    {
        try
        {
            return new Shape { Width = Plain(1), Height = Stop.Int(2), Name = x == 0 ? Stop.Text("n") : throw new InvalidOperationException("m"), Inner = new() { Width = Stop.Int(3) } }.ToString();
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }

    // Trap: members of members: the inner object is read for each of its members.
    [Fragment, Case(1)]
    public static string Nested(int x)
    {
        var a = new Shape { Name = "a", Inner = { Width = Stop.Int(1), Height = Plain(2), Inner = { Name = Stop.Text("deep"), Sizes = { 1, Stop.Int(2) } } }, Sizes = { Plain(3), Stop.Int(4), 5 } };
        var b = new Shape { Inner = new Shape { Width = Stop.Int(1), Sizes = { Stop.Int(2) } }, Sizes = { 6 } };
        return $"{a} {b}";
    }

    // Trap: indexers in initializers, with several keys that have effects.
    [Fragment, Case(1)]
    public static string Indexed(int x)
    {
        var a = new Shape { [Plain(1), Stop.Text("k")] = Plain(2), [x++, "l"] = Stop.Int(x), [3, "m"] = 4 };
        var b = new Dictionary<string, int> { ["a"] = Stop.Int(1), [Stop.Text("b")] = 2, ["a"] = Plain(3) };
        var c = new Dictionary<string, List<int>> { ["l"] = [Stop.Int(1)], ["m"] = new() { Plain(2), Stop.Int(3) } };
        return $"{a} {string.Join(",", b)} {string.Join(",", c["l"])} {string.Join(",", c["m"])}";
    }

    // Trap: collection initializers: Add between the elements, of several arguments, an extension, on dictionaries twice the same key.
    [Fragment, Case(1)]
    public static string Added(int x)
    {
        var a = new List<int> { Plain(1), Stop.Int(2), x, Stop.Int(3), Plain(4) };
        var b = new Bag { Plain(1), { "b", Stop.Int(2) }, 2.5, Stop.Int(3), { Stop.Text("c"), Plain(4) } };
        var c = new HashSet<string> { Stop.Text("a"), "b", Stop.Text("a") };
        try
        {
            var d = new Dictionary<int, int> { { 1, 1 }, { 1, Plain(2) }, { 2, Stop.Int(3) } };
        }
        catch (ArgumentException)
        {
            Log.Add("twice");
        }
        return $"{string.Join(",", a)} {b} {string.Join(",", c)}";
    }

    // Trap: an initializer in the middle of an expression, its operands before and after.
    [Fragment, Case(1)]
    public static string Among(int x) =>
        Plain(1) + Text(new Shape { Width = Plain(2), Height = Stop.Int(3) }, Plain(4)) + new Bag { Stop.Int(5) } + Text(new() { Name = Stop.Text("n") }, Stop.Int(6));

    static string Text(Shape shape, int x) => $"{shape} {x}";

    // Trap: init-only and required members have to be set in one expression, yet their values come in order.
    [Fragment, Case(1)]
    public static string InitOnly(int x)
    {
        var a = new Order { Id = Plain(1), Name = Stop.Text("a"), Count = Stop.Int(3) };
        var b = new Order { Name = Stop.Text("b"), Id = x };
        var c = new Point(Stop.Int(1), Plain(2)) { Label = Stop.Text("c"), Weight = Plain(3) };
        var d = new Order { Id = 4, Name = "d", Count = Stop.Int(5) };
        return $"{a} {b} {c} {d}";
    }

    // Trap: a struct is changed in place.
    [Fragment, Case(1)]
    public static string Structs(int x)
    {
        var a = new Dot { X = Stop.Int(1), Y = Stop.Int(2) };
        var b = new Spot(Plain(1), Stop.Int(2)) { Z = Stop.Int(3), X = Plain(4) };
        var all = new[] { new Dot { X = Plain(5), Y = Stop.Int(6) }, a };
        a.X++;
        return $"{a.X},{a.Y} {b} {b.Z} {all[0].X},{all[0].Y} {all[1].X}";
    }

    // Trap: a record is copied before the values are evaluated: what they change in the original is not in the copy.
    [Fragment, Case(1)]
    public static string With(int x)
    {
        var p = new Point(1, 2) { Weight = 5 };
        var a = p with { X = Stop.Int(3) };
        var b = p with { Y = Plain(4), Label = Stop.Text("b"), X = Plain(5) };
        var c = p with { Weight = Stop.Int(p.Weight = 70) };
        var d = p with { X = Stop.Int(p.Weight = 80) };
        var e = Make(Stop.Int(6)) with { Label = "e" };
        Point? none = null;
        try
        {
            p = none! with { X = Stop.Int(7) };
        }
        catch (NullReferenceException)
        {
            Log.Add("null");
        }
        var s = new Spot(1, 2);
        var f = s with { X = Stop.Int(s.Y = 9), Z = Plain(3) };
        return $"{a} {b} {c} {d} {e} {f} {f.Z} {s}";
    }

    static Point Make(int x) => new(x, x);

    // Trap: anonymous objects take their names from operands that are temporaries now.
    [Fragment, Case(1)]
    public static string Anonymous(int x)
    {
        var text = "t";
        var p = new Point(1, 2);
        var a = new { x, Second = Stop.Int(x = 3), text.Length, p.X, Nested = new { y = Stop.Int(4) } };
        return $"{a}" + Show(new { p.Y, Z = Stop.Int(5) }) + new { A = Stop.Int(6) }.A;
    }

    static string Show(object o) => o.ToString()!;

    // Trap: arrays with elements that have cuts: nested, of several dimensions, typed by their elements.
    [Fragment, Case(1)]
    public static string Arrays(int x)
    {
        int[] a = { Plain(1), Stop.Int(2), x };
        int[,] b = { { Plain(3), Stop.Int(4) }, { x++, Stop.Int(x) } };
        var c = new int[2, 2] { { x, Stop.Int(5) }, { Stop.Int(6), Plain(7) } };
        var d = new[] { new[] { Stop.Int(8) }, [Plain(9), Stop.Int(10)] };
        var e = new[] { 1, Stop.Long(2), x };
        var f = new object?[] { Stop.Int(1), "two", null, Stop.Text("four") };
        var g = new int[Stop.Int(2), Plain(3)];
        long[] h = { 1, x, Stop.Int(3) };
        return $"{string.Join(",", a)} {string.Join(",", b.Cast<int>())} {string.Join(",", c.Cast<int>())} {string.Join(",", d.SelectMany(static r => r))} {string.Join(",", e)} {string.Join(",", f)} {g.Length} {string.Join(",", h)}";
    }

    // Trap: collection expressions of every target type.
    [Fragment, Case(1)]
    public static string Collections(int x)
    {
        int[] a = [Plain(1), Stop.Int(2), x];
        List<int> b = [Stop.Int(3), x++, Stop.Int(x)];
        HashSet<int> e = [Stop.Int(5), Plain(5), Stop.Int(6)];
        IEnumerable<string> lazy = [Stop.Text("c"), "d"];
        var c = string.Join(",", lazy);
        IReadOnlyList<int> list = [Plain(1), Stop.Int(2)];
        var d = list[0] + list.Count;
        SortedSet<int> whole = [Stop.Int(7), Plain(8)];
        var f = whole.Count + whole.Min;
        int[][] g = [[Stop.Int(1)], [], [Plain(2), Stop.Int(3)]];
        return $"{string.Join(",", a)} {string.Join(",", b)} {c} {d} {string.Join(",", e)} {f} {string.Join(";", g.Select(static r => string.Join(",", r)))} {Total([Stop.Int(1), x])}";
    }

    static int Total(List<int> list) => list.Sum();

    // Trap: a spread is read when C# reads it: before or after the cut, by whether every length is known.
    [Fragment, Case(1)]
    public static string Spreads(int x)
    {
        int[] source = [1, 2];
        List<int> list = [5];
        int[] a = [.. source, Change(source, Stop.Int(7)), .. source];
        int[] b = [.. source, Change(source, Stop.Int(8))];
        int[] c = [Change(source, Stop.Int(9)), .. source, x];
        List<int> d = [.. Lazy(source), Change(source, Stop.Int(10)), .. source];
        int[] e = [.. list, .. source, Grow(list, Stop.Int(11)), .. Lazy(source), Stop.Int(12)];
        int[] f = [.. Fresh(Stop.Int(13)), x];
        HashSet<int> g = [.. source, Change(source, Stop.Int(14)), .. source];
        IEnumerable<int> h = [.. source, x, .. Lazy(source), Change(source, Stop.Int(15)), Change(source, Stop.Int(16))];
        return string.Join(" ", new[] { a, b, c, [.. d], e, f, [.. g], [.. h] }.Select(static n => string.Join(",", n)));
    }

    static int Change(int[] source, int value) { source[0] += 100; return value; }

    static int Grow(List<int> list, int value) { list.Add(value); return value; }

    static int[] Fresh(int x) => [x, x + 1];

    static IEnumerable<int> Lazy(int[] source)
    {
        foreach (var item in source)
        {
            Log.Add($"lazy {item}");
            yield return item;
        }
    }

    // Trap: stack memory that is filled with values from cuts, and gone before the next one.
    [Fragment, Case(1)]
    public static int Stack(int x)
    {
        var sum = 0;
        {
            Span<int> a = stackalloc int[] { Plain(1), Stop.Int(2), x };
            foreach (var item in a)
                sum += item;
        }
        {
            Span<int> b = stackalloc int[Stop.Int(3)];
            b[1] = 5;
            sum += b[1] + b.Length;
        }
        {
            Span<int> c = stackalloc[] { Stop.Int(1), Stop.Int(2) };
            sum += c[1];
        }
        return sum + Stop.Int(1);
    }
}
