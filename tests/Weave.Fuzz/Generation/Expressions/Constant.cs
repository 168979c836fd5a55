namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Values that need nothing in scope.</summary>
static class Constant
{
    static readonly string[] texts = ["a", "bc", "", "xyz", "q\\\"", "{}"];

    public static string Of(Ty type, Dice dice) => type.Name switch
    {
        "int" => $"{dice.Between(-2, 9)}",
        "long" => $"{dice.Between(-5, 50)}L",
        "bool" => dice.Chance(50) ? "true" : "false",
        "byte" => $"(byte){dice.Between(0, 255)}",
        "string" => $"\"{dice.Pick(texts)}\"",
        "int?" => dice.Chance(40) ? "(int?)null" : $"(int?){dice.Between(0, 9)}",
        "string?" => dice.Chance(40) ? "(string?)null" : $"(string?)\"{dice.Pick(texts)}\"",
        "object" => dice.Pick("(object)1", "(object)\"text\"", "(object)new Pair(1, 2)", "(object)true"),
        "Color" => dice.Pick("Color.Red", "Color.Green", "Color.Blue", "(Color)5"),
        "Pair" => $"new Pair({dice.Below(5)}, {dice.Below(5)})",
        "Card" => $"new Card({dice.Below(9)}, \"{dice.Pick(texts)}\")",
        "Node" => dice.Chance(70) ? $"new Node {{ Value = {dice.Below(9)} }}" : "new Leaf { Value = 2 }",
        "(int A, string B)" => $"({dice.Below(9)}, \"{dice.Pick(texts)}\")",
        "int[]" => $"new int[] {{ {Numbers(dice, 2)} }}",
        "Pair[]" => "new Pair[] { new Pair(1, 2), new Pair(3, 4) }",
        "List<int>" => $"new List<int> {{ {Numbers(dice, 1)} }}",
        "List<Node>" => $"new List<Node> {{ new Node {{ Value = {dice.Below(5)} }}, new Leaf() }}",
        "Dictionary<int, int>" => "new Dictionary<int, int> { [1] = 10, [2] = 20, [5] = 50 }",
        "SortedDictionary<string, int>" => "new SortedDictionary<string, int> { [\"b\"] = 1, [\"a\"] = 2 }",
        "HashSet<int>" => $"new HashSet<int> {{ {Numbers(dice, 1)} }}",
        "Queue<int>" => $"new Queue<int>(new[] {{ {Numbers(dice, 1)} }})",
        "Stack<int>" => $"new Stack<int>(new[] {{ {Numbers(dice, 1)} }})",
        "LinkedList<int>" => $"new LinkedList<int>(new[] {{ {Numbers(dice, 1)} }})",
        "PriorityQueue<int, int>" => "new PriorityQueue<int, int>(new[] { (1, 5), (2, 3), (3, 4) })",
        "int[][]" => $"new[] {{ new[] {{ {Numbers(dice, 1)} }}, new[] {{ {Numbers(dice, 2)} }} }}",
        "Machine" => "new Machine()",
        "Shape" => dice.Pick("new Square()", "new Cube()"),
        "Gauge" => $"new Gauge({dice.Below(6)}, new List<int> {{ {Numbers(dice, 1)} }})",
        "T" => "default(T)!",
        "List<T>" => "new List<T>()",
        _ => throw new InvalidOperationException($"No value of {type}."),
    };

    static string Numbers(Dice dice, int least) => string.Join(", ", Enumerable.Range(0, dice.Between(least, 4)).Select(_ => dice.Below(10)));
}
