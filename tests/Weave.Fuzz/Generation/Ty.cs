namespace Weave.Fuzz.Generation;

/// <summary>A type that programs use.</summary>
/// <param name="Name">As code writes it.</param>
/// <param name="Element">What a collection holds; null for others.</param>
sealed record Ty(string Name, Ty? Element = null)
{
    public static readonly Ty Int = new("int");
    public static readonly Ty Long = new("long");
    public static readonly Ty Bool = new("bool");
    public static readonly Ty Text = new("string");
    public static readonly Ty Byte = new("byte");
    public static readonly Ty MaybeInt = new("int?");
    public static readonly Ty MaybeText = new("string?");
    public static readonly Ty Object = new("object");
    public static readonly Ty Color = new("Color");
    public static readonly Ty Pair = new("Pair");
    public static readonly Ty Card = new("Card");
    public static readonly Ty Node = new("Node");
    public static readonly Ty Tuple = new("(int A, string B)");
    public static readonly Ty Array = new("int[]", Int);
    public static readonly Ty Pairs = new("Pair[]", Pair);
    public static readonly Ty List = new("List<int>", Int);
    public static readonly Ty Nodes = new("List<Node>", Node);
    public static readonly Ty Map = new("Dictionary<int, int>");
    public static readonly Ty Sorted = new("SortedDictionary<string, int>");
    public static readonly Ty Set = new("HashSet<int>", Int);
    public static readonly Ty Queue = new("Queue<int>", Int);
    public static readonly Ty Stack = new("Stack<int>", Int);
    public static readonly Ty Linked = new("LinkedList<int>", Int);
    public static readonly Ty Heap = new("PriorityQueue<int, int>");
    public static readonly Ty Jagged = new("int[][]", Array);
    public static readonly Ty Machine = new("Machine");
    public static readonly Ty Shape = new("Shape");
    public static readonly Ty Gauge = new("Gauge");

    /// <summary>The type parameter of a generic method or type, and a list of it.</summary>
    public static readonly Ty T = new("T");
    public static readonly Ty Ts = new("List<T>", T);

    /// <summary>Types of values.</summary>
    public static IReadOnlyList<Ty> Values { get; } = [Int, Int, Int, Int, Long, Bool, Text, Text, Byte, MaybeInt, MaybeText, Color, Pair, Card, Tuple];

    /// <summary>Types of objects that can be changed through another name.</summary>
    public static IReadOnlyList<Ty> Shared { get; } = [Node, Node, Array, Pairs, List, List, Nodes, Map, Sorted, Set, Queue, Stack, Linked, Heap, Jagged];

    /// <summary>Types that a method takes and gives.</summary>
    public static IReadOnlyList<Ty> Travelling { get; } = [.. Values, .. Shared];

    /// <summary>Types of what extension methods are called on: their expressions never need a conversion.</summary>
    public static IReadOnlyList<Ty> Receivers { get; } = [Int, Text, MaybeText, Pair, Card, Node, Tuple, Array, List, Map];

    /// <summary>True for objects that can be changed through another name.</summary>
    public bool IsShared => this == Ts || Shared.Contains(this);

    /// <summary>Types that <c>+=</c> and <c>++</c> count with.</summary>
    public bool Counts => this == Int || this == Long || this == Byte;

    public override string ToString() => Name;
}
