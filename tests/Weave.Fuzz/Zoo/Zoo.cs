namespace Corpus.Fuzz;

/// <summary>An enum with a gap.</summary>
public enum Color
{
    Red,
    Green,
    Blue = 7,
}

/// <summary>A struct that changes itself: a copy of it is not it.</summary>
public struct Pair(int a, int b)
{
    public int A = a;
    public int B = b;

    public readonly int Sum => unchecked(A + B);

    public int Grow(int by)
    {
        A = unchecked(A + by);
        B ^= by;
        return A;
    }

    public override readonly string ToString() => $"<{A},{B}>";
}

/// <summary>A value that is copied with changes.</summary>
public sealed record Card(int Rank, string Suit)
{
    public int Bonus { get; init; }
}

/// <summary>An object of a graph, with cycles where a program makes them. Its property and indexer say what happens to them.</summary>
public class Node
{
    public int Value;
    public Node? Next;
    public List<int> Items = [];

    public int Score
    {
        get
        {
            Log.Add($"get {Value}");
            return Value;
        }

        set
        {
            Log.Add($"set {value}");
            Value = value;
        }
    }

    public int this[int index]
    {
        get
        {
            Log.Add($"get [{index}]");
            return unchecked(Value + index);
        }

        set
        {
            Log.Add($"set [{index}] {value}");
            Value = unchecked(value - index);
        }
    }

    public Node Say(string text)
    {
        Log.Add($"{text} {Value}");
        return this;
    }

    public virtual int Weight(int by) => unchecked(Value * by);

    public override string ToString() => Next is null ? $"{Value}" : $"{Value}>{Next.Value}";
}

/// <summary>What derives from it.</summary>
public sealed class Leaf : Node
{
    public string Name = "leaf";

    public override int Weight(int by) => unchecked(base.Weight(by) + Name.Length);
}

/// <summary>Something to be disposed, which says so.</summary>
public sealed class Scoped(string name) : IDisposable
{
    public string Name => name;

    public void Dispose() => Log.Add($"dispose {name}");
}

/// <summary>Small plain methods for programs.</summary>
public static class Zoo
{
    /// <summary>Any number as an index below <paramref name="count"/>.</summary>
    public static int At(int index, int count) => count == 0 ? 0 : (int)((uint)index % (uint)count);

    /// <summary>Texts stay short.</summary>
    public static string Cap(string text) => text.Length > 30 ? text[..30] : text;

    /// <summary>Optional and params arguments.</summary>
    public static int Mix(int a, int b = 3, params int[] rest)
    {
        Log.Add($"mix {a} {b} {rest.Length}");
        return unchecked(a * 7 + b + rest.Sum());
    }

    public static void Swap(ref int a, ref int b) => (a, b) = (b, a);

    public static int Peek(in Pair pair, int by) => unchecked(pair.A + by);

    /// <summary>Numbers, one when asked.</summary>
    public static IEnumerable<int> Walk(int count)
    {
        for (var i = 0; i < At(count, 4); i++)
        {
            Log.Add($"walk {i}");
            yield return i;
        }
    }

    public static bool Half(int value, out int half)
    {
        half = value / 2;
        return value % 2 == 0;
    }
}
